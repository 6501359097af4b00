import Engine

// What screen Variance says.

extension Phrase {
    static let varianceTitle = Phrase(same: "Variance")

    // Keys.
    static let oneComponent = Phrase("one component less, one more", "une composante de moins, de plus")
    static let tenComponents = Phrase("ten less, ten more", "dix de moins, de plus")
    static let firstOrAll = Phrase("the first, all", "la première, toutes")
    static let typeTarget = Phrase("type a target: 90, 99.5", "saisir une cible : 90, 99,5")
    static let typeCount = Phrase("type a count", "saisir un nombre")
    static let nextCurve = Phrase(
        "curve: sums, shares, neighbours", "courbe : cumul, parts, voisins")
    static let logOrLinear = Phrase("logarithmic axis, or linear", "axe logarithmique, ou linéaire")
    static let logOrLinearShares = Phrase("the same for the shares", "de même pour les parts")
    static let zoomAboutCursor = Phrase("zoom about the cursor", "zoomer autour du curseur")
    static let allComponents = Phrase("all components", "toutes les composantes")
    static let makeRunsK = Phrase("make the cursor's k the run's", "donner à l’exécution le k du curseur")
    static let backToRunsK = Phrase("back to the run's k", "revenir au k de l’exécution")
    static let engine = Phrase("engine", "moteur")
    static let goThere = Phrase("go there", "y aller")
    static let keepThisK = Phrase("keep this k", "garder ce k")
    static let runsK = Phrase("run's k", "k retenu")
    static let kCount = Phrase(same: "k")
    static let target = Phrase("target", "cible")
    static let count = Phrase("count", "nombre")
    static let linear = Phrase("linear", "linéaire")
    static let logarithmic = Phrase(same: "log")
    static let cumulativeShort = Phrase("sums", "cumul")
    static let screeShort = Phrase("shares", "parts")
    static let neighboursShort = Phrase("neighbours", "voisins")

    // Curves.
    static let cumulativeVariance = Phrase("cumulative explained variance", "variance expliquée cumulée")
    static let varianceOfEach = Phrase("variance of each component", "variance de chaque composante")
    static let neighboursOfOwn = Phrase(
        "nearest neighbour of its own category", "plus proche voisin de sa catégorie")
    static let components = Phrase("components", "composantes")
    static let componentsLog = Phrase("components (log)", "composantes (log)")
    static let noAnalysisYet = Phrase("no analysis yet", "pas encore d’analyse")

    static func allFeatures(_ count: String, _ accuracy: String) -> Phrase {
        Phrase("all \(count) features \(accuracy)", "les \(count) attributs \(accuracy)")
    }

    // A number being typed.
    static let targetInPercent = Phrase("target in percent", "cible en pour cent")
    static let asTarget = Phrase("as 90 or 99.5", "comme 90 ou 99,5")
    static let asCount = Phrase("as 96", "comme 96")
    static let aboveZero = Phrase("above 0, up to 100", "de plus de 0 à 100")
    static func oneUpTo(_ count: String) -> Phrase { Phrase("1 up to \(count)", "de 1 à \(count)") }
}

// MARK: Figures

extension Phrase {
    static let varianceKept = Phrase(same: "variance")
    static let leftOut = Phrase("left out", "perdue")
    static let theRunsK = Phrase("the run's k", "le k retenu")
    static let features = Phrase("features", "attributs")
    static let vector = Phrase("vector", "vecteur")
    static let wholeSet = Phrase("set", "jeu")
    static let toReach = Phrase("reach", "pour")
    static let takes = Phrase("takes", "il faut")
    static let spectrum = Phrase("spectrum", "spectre")
    static let spectrumAndSum = Phrase("spectrum, and its sum so far", "spectre, et sa somme")
    /// How many images have a nearest neighbour of their category.
    static let neighbour1 = Phrase("nearest", "voisins")
    /// How many have one of another category than with all features.
    static let otherCategory = Phrase("changed", "changés")
    static let beingTried = Phrase("being tried", "essai en cours")
    static let notTried = Phrase("not tried", "sans essai")
    static let tooFewHeldOut = Phrase("too few images", "trop peu d’images")

    static func otherThanRun(_ components: Int) -> Phrase {
        Phrase("  from k \(components)", "  depuis k \(components)")
    }

    static func someOf(_ some: String, _ all: String) -> Phrase {
        Phrase("\(some) of \(all)", "\(some) sur \(all)")
    }

    static func triedUpTo(_ components: String) -> Phrase {
        Phrase("tried up to k \(components)", "essayé jusqu’à k \(components)")
    }

    static func heldOutRule(_ rule: HeldOut.Rule) -> Phrase {
        switch rule {
        case .everyFifth: Phrase("held out: every 5th image", "retenues : une image sur 5")
        case .splits(let learned): Phrase("held out: all but \(learned)", "retenues : hors \(learned)")
        }
    }
}

// MARK: Sentences

extension Phrase {
    /// What the figures of neighbours are of.
    static func neighboursExplained(_ count: String, of heldOut: String, among references: String) -> Phrase {
        Phrase(
            "Neighbours: \(count) of \(heldOut) held-out images, looked up among \(references) others. Changed: those "
                + "whose nearest is of another category than with all features.",
            "Voisins : \(count) des \(heldOut) images retenues, cherchées parmi \(references) autres. Changés : ceux "
                + "dont le plus proche est d’une autre catégorie qu’avec tous les attributs.")
    }

    static let neighboursBeingTried = Phrase(
        "Held-out images are being looked up among the others, component by component.",
        "Les images retenues sont cherchées parmi les autres, composante par composante.")
    static let neighboursTooFew = Phrase(
        "There are too few images of a category to hold some out.",
        "Il y a trop peu d’images par catégorie pour en retenir.")

    static func neighboursNotTried(_ reason: String) -> Phrase {
        Phrase("Nearest neighbours could not be tried: \(reason)", "Essai des voisins impossible : \(reason)")
    }

    static func varianceBetweenImages(_ count: Int) -> Phrase {
        Phrase(
            "Variance is between images, and this run has \(count).",
            "La variance est entre images, et cette exécution en a \(count).")
    }

    static func nothingVaries(_ count: String) -> Phrase {
        Phrase(
            "The features of all \(count) images are alike: nothing varies.",
            "Les attributs des \(count) images sont pareils : rien ne varie.")
    }

    static let curveNoJob = Phrase(
        "The curve comes with a run's analysis, and no job has been started.",
        "La courbe vient avec l’analyse d’une exécution, et aucun job n’a commencé.")
    static let curveJobCancelled = Phrase(
        "The job was cancelled before its analysis, so there is no curve.",
        "Le job a été annulé avant son analyse : il n’y a pas de courbe.")
    static let componentsBeingRead = Phrase(
        "The job is done. Its components are being read, if it made any.",
        "Le job est fait. Ses composantes sont lues, s’il en a trouvé.")
    static let noReasonGiven = Phrase("no reason was given", "sans raison donnée")

    static func curveJobFailed(_ reason: String) -> Phrase {
        Phrase(
            "The job failed, so there is no curve: \(reason).",
            "Le job a échoué, il n’y a pas de courbe : \(reason).")
    }

    /// - Parameter stage: the one that runs.
    static func curveAtEnd(_ stage: String?) -> Phrase {
        guard let stage else {
            return Phrase(
                "The curve comes at the end of the job.", "La courbe vient à la fin du job.")
        }
        return Phrase(
            "The curve comes at the end of the job, which is now at \(stage).",
            "La courbe vient à la fin du job, qui en est à \(stage).")
    }

    /// As it is spoken: `Of 518 held-out images 99.6 % have a nearest neighbour of their category; …`.
    static func spokenNeighbours(_ accuracy: String, all: String, changed: Int, of count: String) -> Phrase {
        Phrase(
            "Of \(count) held-out images \(accuracy) have a nearest neighbour of their category, with all features "
                + "\(all); \(changed) have one of another category than with all features.",
            "Sur \(count) images retenues, \(accuracy) ont un plus proche voisin de leur catégorie, avec tous les "
                + "attributs \(all) ; \(changed) en ont un d’une autre catégorie qu’avec tous les attributs.")
    }
}
