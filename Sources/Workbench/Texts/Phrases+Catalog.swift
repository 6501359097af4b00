// What screen Catalog says.

extension Phrase {
    static let catalogTitle = Phrase("Catalog", "Catalogue")
    static let categoriesOrImages = Phrase("categories or images", "catégories ou images")
    static let moveFar = Phrase("move far", "aller loin")
    static let filterKeeps = Phrase(
        "filter: word, or !word; Enter keeps it, Esc clears it",
        "filtrer : mot, ou !mot ; Entrée garde, Échap efface")
    static let sortByNameOrSize = Phrase("sort by name or by size", "trier par nom ou par taille")
    static let openThenImages = Phrase(
        "splits, then images, then Preprocess", "jeux, puis images, puis Prétraitement")
    static let closeOrClear = Phrase(
        "clear the filter, close the category", "effacer le filtre, fermer la catégorie")
    static let listOrThumbnails = Phrase(
        "images as a list or as thumbnails", "images en liste ou en vignettes")
    static let markImage = Phrase(
        "mark the image, or its whole category", "marquer l’image, ou toute sa catégorie")
    static let onlyMarked = Phrase("only what is marked", "seulement ce qui est marqué")
    static let asTable = Phrase(
        "schema, first rows and counts, as Spark prints them",
        "schéma, premières lignes et effectifs, comme Spark les affiche")
    static let images = Phrase(same: "images")
    static let preprocessIt = Phrase("preprocess", "prétraiter")
    static let openIt = Phrase("open", "ouvrir")
    static let thumbnails = Phrase("thumbnails", "vignettes")
    static let table = Phrase("table", "tableau")
    static let mark = Phrase("mark", "marquer")
    static let marked = Phrase("marked", "marquées")
    static let back = Phrase("back", "retour")
    static let bySize = Phrase("by size", "par taille")
    static let categoriesTitle = Phrase("Categories", "Catégories")
    static let imagesTitle = Phrase(same: "Images")
    static let tableTitle = Phrase("Images as a table, rows:", "Images en tableau, lignes :")
    static let unlabelled = Phrase("unlabelled", "sans catégorie")
    static let listingNow = Phrase("Listing", "Inventaire en cours")
    static let noImages = Phrase("No images.", "Aucune image.")
    static let noCategoryMatches = Phrase("No category matches.", "Aucune catégorie ne correspond.")
    static let noImageMatches = Phrase("No image matches.", "Aucune image ne correspond.")
    static let noneMarked = Phrase("No image is marked.", "Aucune image n’est marquée.")

    static func imageCount(_ count: String) -> Phrase { Phrase(same: "\(count) images") }

    static func imagesSoFar(_ count: String) -> Phrase {
        Phrase("listing, so far \(count) images", "inventaire, déjà \(count) images")
    }

    static func unlabelledCount(_ count: String) -> Phrase {
        Phrase("\(count) unlabelled", "\(count) sans catégorie")
    }

    static func markedCount(_ count: String) -> Phrase { Phrase("\(count) marked", "\(count) marquées") }

    static func rowNumber(_ row: String) -> Phrase { Phrase("row \(row)", "ligne \(row)") }

    static func partition(_ partition: Int) -> Phrase { Phrase(same: "partition \(partition)") }

    static func cannotBeShown(_ reason: String) -> Phrase {
        Phrase("It cannot be shown: it \(reason)", "Elle ne peut être montrée : \(reason)")
    }
}
