// What screen Catalog says.

extension Phrase {
    static let catalogTitle = Phrase("Catalog", "Catalogue")
    static let categoriesOrImages = Phrase("categories or images", "catégories ou images")
    static let moveFar = Phrase("move far", "aller loin")
    static let filterKeeps = Phrase(
        "filter; Enter keeps it, Esc clears it", "filtrer ; Entrée garde, Échap efface")
    static let sortByNameOrSize = Phrase("sort by name or by size", "trier par nom ou par taille")
    static let imagesThenOpen = Phrase(
        "images; then open in Preprocess", "images ; puis ouvrir dans Prétraitement")
    static let images = Phrase(same: "images")
    static let preprocessIt = Phrase("preprocess", "prétraiter")
}
