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
    static let exportMarked = Phrase(
        "export CSV: the marked images", "exporter CSV : les images marquées")

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
        Phrase("\(images) images, \(features) features", "\(images) images, \(features) attributs")
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
        "Le catalogue : toutes les photos du jeu, par catégorie et par lot.")
    static let demoCategories = Phrase(
        "Each category: how many images, and what one of them looks like.",
        "Chaque catégorie : combien d’images, et l’aspect de l’une d’elles.")
    static let demoThumbnails = Phrase(
        "A category at a glance: photographs drawn in characters, over any SSH.",
        "Une catégorie d’un coup d’œil : des photos en caractères, par tout SSH.")
    static let demoTable = Phrase(
        "The same as a table: columns and first rows, as Spark prints them.",
        "Le même en tableau : colonnes et premières lignes, comme Spark les imprime.")
    static let demoPreprocess = Phrase(
        "Preprocessing: a photograph before and after, with its levels.",
        "Le prétraitement : une photo avant et après, avec ses niveaux.")
    static let demoSigma = Phrase(
        "Every step can be tried live: here the blur grows.",
        "Chaque étape s’essaie en direct : ici le flou augmente.")
    static let demoSwipe = Phrase(
        "Before and after in one place: a seam goes across.",
        "Avant et après au même endroit : une couture les parcourt.")
    static let demoDifference = Phrase(
        "What the chain changed: lighter here, darker there.",
        "Ce que la chaîne a changé : plus clair ici, plus foncé là.")
    static let demoStrip = Phrase("The image after every step.", "L’image après chaque étape.")
    static let demoCharacters = Phrase(
        "Braille, half-blocks, quadrants: photographs as this terminal can show them.",
        "Braille, demi-blocs, quadrants : ce que ce terminal sait montrer.")
    static let demoEngine = Phrase(
        "The engine: a job, its stages and shuffles, and what every slot did when.",
        "Le moteur : un job, ses étapes, et ce que chaque slot a fait, et quand.")
    static let demoPlayback = Phrase(
        "Every run is recorded: here it plays again, as fast as one likes.",
        "Toute exécution est enregistrée : la voici rejouée, aussi vite qu’on veut.")
    static let demoStage = Phrase(
        "One stage, task by task: the quartiles of every figure, and who was slow.",
        "Une étape, tâche par tâche : les quartiles, et qui fut lent.")
    static let demoTask = Phrase(
        "One task: where its seconds went, and all that happened to it.",
        "Une tâche : où sont allées ses secondes, et tout ce qui lui est arrivé.")
    static let demoVariance = Phrase(
        "How few numbers describe a photograph well? The curve of explained variance.",
        "Combien de nombres suffisent pour une photo ? La variance expliquée.")
    static let demoFewer = Phrase(
        "Three numbers a photograph: what that keeps, saves and loses.",
        "Trois nombres par photo : ce qu’on garde, épargne et perd.")
    static let demoTarget = Phrase(
        "Or the other way round: 99 % of the variance, and what it takes.",
        "Ou à l’inverse : 99 % de la variance, et ce qu’il y faut.")
    static let demoScree = Phrase(
        "The scree plot: what each component adds by itself.",
        "L’éboulis : ce que chaque composante ajoute à elle seule.")
    static let demoNeighbourCurve = Phrase(
        "The test that counts: who finds a neighbour of its own kind, for every k.",
        "L’épreuve qui compte : qui trouve un voisin de son espèce, pour chaque k.")
    static let demoScatter = Phrase(
        "Every image as a point on two components; colours are categories.",
        "Chaque image, un point sur deux composantes ; la couleur est la catégorie.")
    static let demoPick = Phrase(
        "Any point can be picked: here is its photograph.",
        "On peut prendre n’importe quel point : voici sa photo.")
    static let demoNeighbours = Phrase(
        "Its nearest neighbours: photographs that look alike.",
        "Ses plus proches voisins : des photos qui se ressemblent.")
    static let demoZoom = Phrase("Closer, about the picked point.", "De plus près, autour du point pris.")
    static let demoFocus = Phrase(
        "One category in colour, all others grey.", "Une catégorie en couleur, les autres en gris.")
    static let demoAdviser = Phrase(
        "Two categories chosen: the adviser turns to the axes that part them best.",
        "Deux catégories choisies : voici les axes qui les séparent le mieux.")
    static let demoCosines = Phrase(
        "How far to trust this plane: what it represents badly turns grey.",
        "Jusqu’où se fier à ce plan : ce qu’il représente mal devient gris.")
    static let demoBox = Phrase(
        "A box is drawn, and only what is in it is shown.",
        "Un cadre est tracé, et seul son contenu est montré.")
    static let demoLineage = Phrase(
        "Where a point comes from: its file, its task, its place.",
        "D’où vient un point : son fichier, sa tâche, sa place.")
    static let demoFollow = Phrase(
        "From the point to the task that made it, and back.",
        "Du point à la tâche qui l’a fait, et retour.")
    static let demoExport = Phrase(
        "What is seen can leave: as a picture, a chart for a slide, or numbers.",
        "Ce qu’on voit peut sortir : image, graphique pour diapositive, ou chiffres.")
    static let demoAll = Phrase(
        "All of it again: the whole dataset in one picture.",
        "Tout à nouveau : le jeu de données entier en une image.")
}
