// What is said of what leaves the screen: the menu, slides, the demo.

import Engine

extension Phrase {
    static let exportScreen = Phrase("export the screen", "exporter l’écran")
    static let exportTitle = Phrase("export", "exporter")
    static let exportScreenSVG = Phrase("export SVG: the screen", "exporter SVG : l’écran")
    static let exportScreenPNG = Phrase("export PNG: the screen", "exporter PNG : l’écran")
    static let exportChartSVG = Phrase(
        "export SVG: the chart, for a slide", "exporter SVG : le graphique, pour une diapositive")
    static let exportChartPNG = Phrase(
        "export PNG: the chart, for a slide", "exporter PNG : le graphique, pour une diapositive")
    static let exportANSI = Phrase("export ANSI text: the screen", "exporter texte ANSI : l’écran")
    static let exportCSV = Phrase("export CSV: the numbers behind it", "exporter CSV : les chiffres derrière")

    static func exported(_ path: String) -> Phrase {
        let path = path.escapingUnprintable
        return Phrase("written: \(path)", "écrit : \(path)")
    }
}

// MARK: Slides

extension Phrase {
    static let cumulativeTitle = Phrase("Cumulative explained variance", "Variance expliquée cumulée")
    static let allOthers = Phrase("all others", "toutes les autres")
    static let levelsTitle = Phrase("Levels before and after", "Niveaux avant et après")
    static let level = Phrase("level", "niveau")
    static let pixelsOfLevel = Phrase("pixels of a level", "pixels d’un niveau")

    static func imagesAndFeatures(_ images: String, _ features: String) -> Phrase {
        Phrase("\(images) images, \(features) features", "\(images) images, \(features) caractéristiques")
    }

    static func componentsKeep(_ count: String, of all: String, _ share: String) -> Phrase {
        Phrase(
            "\(count) of \(all) components keep \(share) of the variance",
            "\(count) composantes sur \(all) gardent \(share) de la variance")
    }

    static func pointsInCategories(_ points: String, _ categories: String) -> Phrase {
        Phrase("\(points) points in \(categories) categories", "\(points) points en \(categories) catégories")
    }

    static func pointsSeen(_ seen: String, of points: String, _ categories: String) -> Phrase {
        Phrase(
            "\(seen) of \(points) points in \(categories) categories",
            "\(seen) points sur \(points) en \(categories) catégories")
    }
}

// MARK: The demo

extension Phrase {
    static let anyKeyStops = Phrase("any key stops the demo", "une touche arrête la démonstration")
    static let demoCatalog = Phrase(
        "The catalog: every photograph of the dataset, by category and split.",
        "Le catalogue : toutes les photos du jeu de données, par catégorie et par lot.")
    static let demoCategories = Phrase(
        "Each category with its images; 131 of them stay fluid.",
        "Chaque catégorie avec ses images ; même 131 restent fluides.")
    static let demoImages = Phrase(
        "Every image has a path, a size, and a look: a photograph in characters.",
        "Chaque image a un chemin, une taille et un aspect : une photo en caractères.")
    static let demoPreprocess = Phrase(
        "Preprocessing: one photograph before and after the chain of steps.",
        "Le prétraitement : une photo avant et après la chaîne d’étapes.")
    static let demoSwipe = Phrase(
        "Both in one place: a seam goes across.", "Les deux au même endroit : une couture les parcourt.")
    static let demoDifference = Phrase(
        "What the chain changed: lighter here, darker there.",
        "Ce que la chaîne a changé : plus clair ici, plus foncé là.")
    static let demoStrip = Phrase("The image after every step.", "L’image après chaque étape.")
    static let demoSideBySide = Phrase(
        "And side by side again, with the levels of each channel.",
        "Et de nouveau côte à côte, avec les niveaux de chaque canal.")
    static let demoEngine = Phrase(
        "The engine: one job, its stages, and what every slot did when.",
        "Le moteur : un job, ses étapes, et ce que chaque slot a fait, et quand.")
    static let demoPlayback = Phrase(
        "The run is recorded: here it plays again, ten times as fast.",
        "L’exécution est enregistrée : la voici rejouée, dix fois plus vite.")
    static let demoStage = Phrase(
        "One stage, task by task, with the spread of every figure.",
        "Une étape, tâche par tâche, avec la dispersion de chaque chiffre.")
    static let demoJob = Phrase("Up again to the job.", "On remonte au job.")
    static let demoVariance = Phrase(
        "How few numbers describe a photograph well? The curve of explained variance.",
        "Combien de nombres suffisent à décrire une photo ? La courbe de la variance expliquée.")
    static let demoFewer = Phrase(
        "Fewer components: less variance kept, fewer bytes an image.",
        "Moins de composantes : moins de variance gardée, moins d’octets par image.")
    static let demoMore = Phrase(
        "More components: little is gained beyond the bend.",
        "Plus de composantes : on gagne peu après le coude.")
    static let demoRunsK = Phrase(
        "Back to the run’s own choice.", "Retour au choix de l’exécution.")
    static let demoScatter = Phrase(
        "Every image as a point on two components; colours are categories.",
        "Chaque image est un point sur deux composantes ; les couleurs sont les catégories.")
    static let demoPick = Phrase(
        "Any point can be picked: here is its photograph.",
        "On peut prendre n’importe quel point : voici sa photo.")
    static let demoNeighbours = Phrase(
        "Its nearest neighbours: photographs that look alike.",
        "Ses plus proches voisins : des photos qui se ressemblent.")
    static let demoFocus = Phrase(
        "One category in colour, all others grey.", "Une catégorie en couleur, les autres en gris.")
    static let demoZoom = Phrase("Closer, about the picked point.", "De plus près, autour du point pris.")
    static let demoAll = Phrase(
        "All of it again: the whole dataset in one picture.",
        "Tout à nouveau : le jeu de données entier en une image.")
}
