// What belongs to no screen of its own: the keys of every screen, playback, the palette.

extension Phrase {
    static let commandByName = Phrase("a command by its name", "une commande par son nom")
    static let commands = Phrase("commands", "commandes")
    static let noCommand = Phrase("No command is named so.", "Aucune commande ne porte ce nom.")
    static let themeDark = Phrase("theme dark", "thème sombre")
    static let themeLight = Phrase("theme light", "thème clair")
    static let inEnglish = Phrase("language English", "langue anglaise")
    static let inFrench = Phrase("language French", "langue française")
    static let workers = Phrase("workers", "travailleurs")
    static let listing = Phrase("listing", "inventaire")
    static let idle = Phrase("idle", "au repos")
    static let done = Phrase("done", "fait")
    static let failed = Phrase("failed", "échec")
    static let cancelled = Phrase("cancelled", "annulé")
    static let left = Phrase("left", "reste")
    static let keysTitle = Phrase("keys", "touches")
    static let screens = Phrase("screens", "écrans")
    static let thisList = Phrase("this list", "cette liste")
    static let quit = Phrase("quit", "quitter")
    static let suspend = Phrase("suspend; fg comes back", "suspendre ; fg y revient")
    static let drawAgain = Phrase("draw again", "redessiner")
    static let playRun = Phrase("play the run, pause", "lire l’exécution, pause")
    static let seekRun = Phrase("back and on in the run", "reculer, avancer")
    static let runEnds = Phrase("to its start, to its end", "au début, à la fin")
    static let runSpeed = Phrase("slower, faster: 1 to 100 times", "plus lent, plus rapide : de 1 à 100 fois")
    static let pause = Phrase(same: "pause")
    static let play = Phrase("play", "lire")
    static let seek = Phrase("seek", "chercher")
    static let speed = Phrase("speed", "vitesse")
    static let help = Phrase("help", "aide")
    static let move = Phrase("move", "se déplacer")
    static let filter = Phrase("filter", "filtrer")
    static let pane = Phrase("pane", "panneau")
    static let sort = Phrase("sort", "trier")
    static let category = Phrase("category", "catégorie")
    static let keep = Phrase("keep", "garder")
    static let clear = Phrase("clear", "effacer")
    static let leave = Phrase("leave", "quitter")
}

// MARK: Spoken lines

extension Phrase {
    static func screenOf(_ number: Int, _ count: Int, _ title: String) -> Phrase {
        Phrase("Screen \(number) of \(count), \(title).", "Écran \(number) sur \(count), \(title).")
    }

    static func chosenCategory(_ text: String) -> Phrase { Phrase("Chosen: \(text)", "Choisi : \(text)") }
    static func chosenImage(_ text: String) -> Phrase { Phrase("Image: \(text)", "Image : \(text)") }
    static func chosenStage(_ name: String) -> Phrase {
        Phrase("Chosen stage: \(name)", "Étape choisie : \(name)")
    }
    static func chosenEvent(_ text: String) -> Phrase { Phrase("Event: \(text)", "Événement : \(text)") }
    static func inColor(_ names: String) -> Phrase { Phrase("In colour: \(names)", "En couleur : \(names)") }
    static func countOfImages(_ count: String) -> Phrase {
        Phrase(same: count == "1" ? "1 image" : "\(count) images")
    }
    static func categoriesListed(_ count: Int, of all: Int) -> Phrase {
        Phrase("\(count) of \(all) categories", "\(count) catégorie\(count > 1 ? "s" : "") sur \(all)")
    }
    static let typeText = Phrase(
        "Type the text as a line, or esc.", "Tapez le texte sur une ligne, ou échap.")
    static let spokenMenu = Phrase(
        "Export the screen: a letter, or esc.", "Exporter l’écran : une lettre, ou échap.")
    static let nothingChanged = Phrase("Nothing has changed.", "Rien n’a changé.")
    static func tasksOf(_ done: Int, _ all: Int) -> Phrase {
        all == 1
            ? Phrase("\(done) of 1 task", "\(done) tâche sur 1")
            : Phrase("\(done) of \(all) tasks", "\(done) tâches sur \(all)")
    }
    static func imagesSetAside(_ count: Int) -> Phrase {
        Phrase("\(count) set aside", "\(count) \(count == 1 ? "écartée" : "écartées")")
    }
    static func componentsFor(_ count: Int, _ share: String) -> Phrase {
        Phrase("\(count) components for \(share)", "\(count) composantes pour \(share)")
    }
    static func cancelJobQuestion(_ job: Int) -> Phrase {
        Phrase("Cancel job \(job)? y or n", "Annuler le job \(job) ? y ou n")
    }
    static func cancelStageQuestion(_ stage: Int, ofJob job: Int) -> Phrase {
        Phrase(
            "Cancel stage \(stage) of job \(job)? y or n", "Annuler l’étape \(stage) du job \(job) ? y ou n")
    }
    static let linearHelp = Phrase(
        "A line is a key or a command's name; an empty one says the screen again.",
        "Une ligne est une touche ou le nom d’une commande ; vide, elle redit l’écran.")
}

// MARK: Notices

extension Phrase {
    static func logIncomplete(_ reason: String) -> Phrase {
        Phrase("events.jsonl is incomplete: \(reason)", "events.jsonl est incomplet : \(reason)")
    }

    static func runIsWhole(_ folder: String, setAside: Int) -> Phrase {
        guard setAside > 0 else {
            return Phrase("the run is whole: \(folder)", "l’exécution est complète : \(folder)")
        }
        return Phrase(
            "the run is whole: \(folder), \(setAside) set aside",
            "l’exécution est complète : \(folder), \(setAside) \(setAside == 1 ? "écartée" : "écartées")")
    }

    static func runCancelled(kept: Int, of all: Int) -> Phrase {
        Phrase(
            "cancelled; \(kept) of \(all) partitions are kept for --resume",
            "annulé ; \(kept) partitions sur \(all) sont gardées pour --resume")
    }

    static func runKeeps(_ components: Int) -> Phrase {
        Phrase(
            "the run keeps \(components) components now",
            "l’exécution garde maintenant \(components) composantes")
    }
}

// MARK: Names of keys

extension Words {
    /// `Banana: 490 images`, with the blank that French has before a colon.
    func labelled(_ name: String, _ text: String) -> String {
        self[Phrase("\(name): \(text)", "\(name) : \(text)")]
    }

    /// The keys of a hint as this language's keyboards print them: `PgUp PgDn`, `Pg.préc Pg.suiv`.
    func keys(_ text: String) -> String {
        guard language == .french else { return text }
        return text.split(separator: " ").map { Self.frenchKeys[String($0)] ?? String($0) }.joined(
            separator: " ")
    }

    private static let frenchKeys = [
        "Enter": "Entrée", "Esc": "Échap", "Space": "Espace", "arrows": "flèches", "left": "gauche",
        "right": "droite", "up": "haut", "down": "bas",
        "PgUp": "Pg.préc", "PgDn": "Pg.suiv", "PgUp/PgDn": "Pg.préc/suiv", "Home": "Début", "End": "Fin",
        "Up/Dn": "Haut/Bas",
    ]
}
