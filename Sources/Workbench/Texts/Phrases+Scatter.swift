// What screen Scatter says.

extension Phrase {
    static let scatterTitle = Phrase("Scatter", "Nuage")

    // Keys.
    static let pickThatWay = Phrase("pick the next point that way", "prendre le point suivant de ce côté")
    static let nearestAndBack = Phrase(
        "nearest neighbour on all components, and back",
        "plus proche voisin sur toutes composantes, et retour")
    static let axisComponent = Phrase("component on the axis, and back", "composante de l’axe, et retour")
    static let axisAdviser = Phrase(
        "axes that part the two held categories best", "axes séparant au mieux les deux catégories gardées")
    static let dimByCosine = Phrase(
        "grey where the plane represents points badly (cos²)", "gris où le plan représente mal (cos²)")
    static let zoomAboutPick = Phrase("zoom about the pick", "zoomer autour du point pris")
    static let pan = Phrase("pan", "se déplacer")
    static let showAll = Phrase("show all", "tout montrer")
    static let legendFocus = Phrase(
        "legend; arrows focus a category", "légende ; les flèches choisissent une catégorie")
    static let holdColor = Phrase("hold the category in colour", "garder la catégorie en couleur")
    static let boxAndIsolate = Phrase(
        "box from here: arrows, Enter for only these", "cadre d’ici : flèches, Entrée pour n’avoir qu’eux")
    static let openLineage = Phrase(
        "lineage: picture, task; o or Esc comes back", "lignée : image, tâche ; o ou Échap en revient")
    static let allAgain = Phrase("everything again", "de nouveau tout")
    static let namesOnOff = Phrase("names of categories on or off", "noms des catégories ou non")
    static let hold = Phrase("hold", "garder")
    static let plane = Phrase("plane", "plan")
    static let all = Phrase("all", "tout")
    static let pick = Phrase("pick", "prendre")
    static let axes = Phrase(same: "axes")
    static let focus = Phrase("focus", "cibler")
    static let zoom = Phrase(same: "zoom")
    static let nearest = Phrase("nearest", "voisin")
    static let adviser = Phrase("adviser", "conseil")
    static let box = Phrase("box", "cadre")
    static let corner = Phrase("corner", "coin")
    static let newCorner = Phrase("corner here", "coin ici")
    static let onlyThese = Phrase("only these", "rien qu’eux")
    static let cosineShort = Phrase(same: "cos²")
    static let lineage = Phrase("lineage", "lignée")
    static let backToPoint = Phrase("back to the point", "revenir au point")
}

// MARK: The plane

extension Phrase {
    static let oneComponentKept = Phrase(
        "The run kept one component: upwards goes the order of the images.",
        "Une seule composante gardée : vers le haut, l’ordre des images.")
    static let holdTwoCategories = Phrase(
        "hold two categories with Space, then a", "garder deux catégories avec Espace, puis a")
    static let noAdvice = Phrase("no two components to compare", "pas deux composantes à comparer")
    static let legend = Phrase("legend", "légende")
    static let legendOfBox = Phrase("in the box", "dans le cadre")
    static let noCategory = Phrase("No image has a category.", "Aucune image n’a de catégorie.")

    /// The name of a component, counted from 1.
    static func component(_ number: Int) -> Phrase { Phrase("PC\(number)", "CP\(number)") }

    static func seen(_ count: String) -> Phrase { Phrase("\(count) seen", "\(count) vus") }

    static func inOwnColor(_ percent: String) -> Phrase {
        Phrase("\(percent) % in own colour", "\(percent) % dans leur couleur")
    }

    static func inTheBox(_ count: String) -> Phrase {
        Phrase("\(count) in the box", "\(count) dans le cadre")
    }

    static func someAlone(_ count: String, _ all: String) -> Phrase {
        Phrase("only \(count) of \(all)", "\(count) seulement sur \(all)")
    }

    /// - Parameter distance: with its unit: `4.2 σ`.
    static func bestParted(_ one: String, _ other: String, _ distance: String) -> Phrase {
        Phrase("\(one) and \(other): \(distance) apart", "\(one) et \(other) : \(distance) d’écart")
    }

    static func wellRepresented(_ percent: String, _ least: String) -> Phrase {
        Phrase("cos² \(least) or more: \(percent) %", "cos² \(least) ou plus : \(percent) %")
    }
}

// MARK: The picked image

extension Phrase {
    static let picked = Phrase("picked", "point pris")
    static let near = Phrase("near", "près")

    static func neighbourNumber(_ rank: Int) -> Phrase { Phrase("neighbour \(rank)", "voisin \(rank)") }
    static func neighbourOf(_ name: String) -> Phrase { Phrase("of \(name)", "de \(name)") }
    static func partNumber(_ partition: Int) -> Phrase { Phrase(same: "part \(partition)") }

    /// - Parameter count: the share is of the distance on so many components.
    static func cosine(_ value: String, ofComponents count: Int) -> Phrase {
        Phrase("cos² \(value) of k \(count)", "cos² \(value) sur k \(count)")
    }

    static func nearestOnAll(_ components: Int, _ agreeing: Int, of count: Int) -> Phrase {
        Phrase(
            "nearest on k \(components): \(agreeing) of \(count) its own",
            "proches sur k \(components) : \(agreeing) sur \(count) d’elle")
    }
}

// MARK: Lineage

extension Phrase {
    static let photograph = Phrase(same: "photo")
    static let network = Phrase("network", "réseau")
    static let place = Phrase("place", "place")
    static let seeBeforeAfter = Phrase(
        "before and after its preprocessing", "avant et après son prétraitement")

    static func seeTask(_ partition: Int) -> Phrase {
        Phrase(
            "task \(partition) that made its features, and its events",
            "la tâche \(partition) de ses attributs, et ses événements")
    }

    static func slotNumber(_ slot: Int) -> Phrase { Phrase(same: "slot \(slot)") }
}

// MARK: Sentences

extension Phrase {
    static let noImageToShow = Phrase(
        "The run has no image to show.", "L’exécution n’a aucune image à montrer.")
    static let noComponentKept = Phrase(
        "The run kept no component to show its images on.",
        "L’exécution n’a gardé aucune composante où montrer ses images.")
    static let imagesOnceProjected = Phrase(
        "The images appear here once a run has projected them on its components.",
        "Les images apparaissent ici quand une exécution les a projetées sur ses composantes.")
    static let imagesOnceProjectedNow = Phrase(
        "The images appear here once the run has projected them on its components.",
        "Les images apparaissent ici quand l’exécution les aura projetées sur ses composantes.")
    static let endedWithoutProjection = Phrase(
        "The run ended without a projection; screen 3 tells why.",
        "L’exécution a fini sans projection ; l’écran 3 dit pourquoi.")
}
