// What screen Scatter says.

extension Phrase {
    static let scatterTitle = Phrase("Scatter", "Nuage")
    static let pickThatWay = Phrase("pick the next point that way", "prendre le point suivant de ce côté")
    static let nearestAndBack = Phrase("nearest neighbour, and back", "plus proche voisin, et retour")
    static let axisComponent = Phrase("component on the axis, and back", "composante de l’axe, et retour")
    static let zoomAboutPick = Phrase("zoom about the pick", "zoomer autour du point pris")
    static let pan = Phrase("pan", "se déplacer")
    static let showAll = Phrase("show all", "tout montrer")
    static let legendFocus = Phrase(
        "legend; arrows focus a category", "légende ; les flèches choisissent une catégorie")
    static let holdColor = Phrase("hold the category in colour", "garder la catégorie en couleur")
    static let allCategories = Phrase("all categories again", "de nouveau toutes les catégories")
    static let namesOnOff = Phrase("names of categories on or off", "noms des catégories ou non")
    static let openInPreprocess = Phrase("open the image in Preprocess", "ouvrir l’image dans Prétraitement")
    static let hold = Phrase("hold", "garder")
    static let plane = Phrase("plane", "plan")
    static let all = Phrase("all", "tout")
    static let pick = Phrase("pick", "prendre")
    static let axes = Phrase(same: "axes")
    static let focus = Phrase("focus", "cibler")
    static let zoom = Phrase(same: "zoom")
    static let nearest = Phrase("nearest", "voisin")
    static let open = Phrase("open", "ouvrir")
}
