// What screen Engine says, but for its events, which are in Phrases+Events.

import Engine

extension Phrase {
    static let engineTitle = Phrase("Engine", "Moteur")
    static let descend = Phrase("down: jobs, stages, tasks", "descendre : jobs, étapes, tâches")
    static let ascend = Phrase("up again", "remonter")
    static let chooseOrEvents = Phrase("choose; Tab for the events", "choisir ; Tab pour les événements")
    static let sortTasks = Phrase(
        "sort tasks by the next figure; turn round", "trier les tâches par le chiffre suivant ; inverser")
    static let slotMoreFewer = Phrase("one slot more, fewer", "un slot de plus, de moins")
    static let lanesWholeOrLast = Phrase(
        "lanes: the whole job, or the last seconds", "couloirs : tout le job, ou les dernières secondes")
    static let cancelAsking = Phrase(
        "cancel the job, stage or task; asks first", "annuler le job, l’étape ou la tâche ; demande d’abord")
    static let filterEvents = Phrase(
        "filter the events: word, or !word for those without",
        "filtrer les événements : mot, ou !mot pour ceux sans")
    static let nextMatch = Phrase("next, previous match", "correspondance suivante, précédente")
    static let kindsOfEvents = Phrase(
        "events: all, jobs and stages, tasks, problems",
        "événements : tous, jobs et étapes, tâches, problèmes")
    static let cancelIt = Phrase("cancel it", "l’annuler")
    static let goOn = Phrase("go on", "continuer")
    static let cancel = Phrase("cancel", "annuler")
    static let slots = Phrase(same: "slots")
    static let lanes = Phrase("lanes", "couloirs")
    static let events = Phrase("events", "événements")
    static let kinds = Phrase("kinds", "sortes")
    static let list = Phrase("list", "liste")
    static let job = Phrase(same: "job")
    static let jobs = Phrase(same: "jobs")
    static let tasks = Phrase("tasks", "tâches")
    static let task = Phrase("task", "tâche")
    static let stages = Phrase("stages", "étapes")
    static let slot = Phrase(same: "slot")
    static let match = Phrase("match", "résultat")
    static let noJob = Phrase("No job has been started.", "Aucun job n’a été lancé.")
    static let noJobYet = Phrase("no job yet", "pas encore de job")
    static let jobsTitle = Phrase(same: "Jobs")
    static let slotsTitle = Phrase(same: "Slots")
    static let eventsTitle = Phrase("Events", "Événements")
    static let taskEvents = Phrase("Events of the task", "Événements de la tâche")
    static let noEventMatches = Phrase("No event matches.", "Aucun événement ne correspond.")
    static let persistedDatasets = Phrase("Persisted datasets", "Jeux de données gardés")
    static let throughput = Phrase("Throughput", "Débit")
    static let shuffle = Phrase(same: "shuffle")
    static let perSecond = Phrase(same: "img/s")
    static let waitsOn = Phrase("waits on", "attend")
    static let noReason = Phrase("no reason given", "sans raison donnée")
    static let interrupted = Phrase("interrupted", "interrompu")
    static let noneDoneYet = Phrase("none done yet", "aucune faite")
    static let noStragglers = Phrase("no stragglers", "pas de retardataire")
    static let letGo = Phrase("let go", "libéré")
    static let stage = Phrase("stage", "étape")
    static let here = Phrase("here", "ici")
    static let median = Phrase("median", "médiane")
    static let least = Phrase(same: "min")
    static let greatest = Phrase(same: "max")
}

// MARK: Titles of columns

extension Phrase {
    static let columnName = Phrase("name", "nom")
    static let columnState = Phrase("state", "état")
    static let columnTime = Phrase("time", "durée")
    static let columnDataset = Phrase("dataset", "jeu de données")
    static let columnLevel = Phrase("level", "niveau")
    static let columnParts = Phrase(same: "parts")
    static let columnMemory = Phrase("memory", "mémoire")
    static let columnDisk = Phrase("disk", "disque")
    static let columnKept = Phrase("kept", "gardé")
    static let columnTry = Phrase("try", "ess.")
}

// MARK: Sentences

extension Phrase {
    static let cancelJob = Phrase(
        "Cancel the job? What is whole is kept.", "Annuler le job ? Ce qui est complet est gardé.")
    static let cancelStage = Phrase(
        "Cancel the stage, and its job with it? What is whole is kept.",
        "Annuler l’étape, et son job avec elle ? Ce qui est complet est gardé.")
    static let killTask = Phrase(
        "Stop this attempt? The task is tried again.", "Arrêter cet essai ? La tâche sera réessayée.")
    static let yesOrNo = Phrase("y yes  n no", "y oui  n non")

    static func after(_ word: Phrase, _ spent: String) -> Phrase {
        Phrase("\(word.english) after \(spent)", "\(word.french) en \(spent)")
    }

    static func job(_ number: Int) -> Phrase { Phrase(same: "Job \(number)") }

    static func moreSlots(_ count: Int) -> Phrase {
        Phrase("and \(count) more slots", "et \(count) autres slots")
    }

    static func setAside(_ count: String) -> Phrase { Phrase("\(count) set aside", "\(count) écartées") }

    static func imagesSetAside(_ count: String) -> Phrase {
        Phrase("images set aside: \(count)", "images écartées : \(count)")
    }

    static func summary(of count: Int, _ text: String) -> Phrase {
        count == 1
            ? Phrase("Summary of 1 task done", "Résumé d’une tâche faite")
            : Phrase("Summary of \(text) tasks done", "Résumé de \(text) tâches faites")
    }

    static func stragglers(_ count: Int) -> Phrase { Phrase("stragglers \(count)", "retardataires \(count)") }

    static func tasksDone(_ done: Int, of all: Int, running: Int) -> Phrase {
        running > 0
            ? Phrase("\(done)/\(all) tasks, \(running) run", "\(done)/\(all) tâches, \(running) en cours")
            : Phrase("\(done)/\(all) tasks", "\(done)/\(all) tâches")
    }

    static func bytesRead(_ bytes: String) -> Phrase { Phrase("\(bytes) read", "\(bytes) lus") }

    static func attemptsFailed(_ count: Int) -> Phrase {
        count == 1
            ? Phrase("1 attempt failed", "1 essai en échec")
            : Phrase("\(count) attempts failed", "\(count) essais en échec")
    }

    static func attemptsStopped(_ count: Int) -> Phrase {
        count == 1 ? Phrase("1 stopped", "1 arrêté") : Phrase("\(count) stopped", "\(count) arrêtés")
    }

    static func attemptsFailed(_ count: Int, in seconds: String, last reason: String) -> Phrase {
        let phrase = attemptsFailed(count)
        return Phrase(
            "\(phrase.english) in \(seconds), the last: \(reason)",
            "\(phrase.french) en \(seconds), le dernier : \(reason)")
    }

    static func attempt(_ number: Int) -> Phrase { Phrase("attempt \(number)", "essai \(number)") }

    static func from(_ seconds: String) -> Phrase { Phrase("from \(seconds) s on", "dès \(seconds) s") }

    static func by(_ metric: Phrase) -> Phrase { Phrase("by \(metric.english)", "par \(metric.french)") }

    static func rates(now: String?, mean: String) -> Phrase {
        guard let now else { return Phrase("\(mean)/s on average", "\(mean)/s en moyenne") }
        return Phrase("\(now)/s now, \(mean)/s on average", "\(now)/s ici, \(mean)/s en moyenne")
    }
}

// MARK: Costs

extension Phrase {
    /// An amount, with the sign where the language has it.
    static func dollars(_ amount: String) -> Phrase { Phrase("$\(amount)", "\(amount) $") }

    static func soFar(_ amount: Phrase) -> Phrase {
        Phrase("\(amount.english) so far", "\(amount.french) jusqu’ici")
    }

    static func inAll(_ amount: Phrase) -> Phrase {
        Phrase("\(amount.english) in all", "\(amount.french) en tout")
    }

    static func perHour(_ price: Phrase) -> Phrase {
        Phrase("at \(price.english) an hour", "à \(price.french) de l’heure")
    }
}

// MARK: The engine's own words

extension JobStatus.State {
    /// As said of a stage or a job.
    var word: Phrase {
        switch self {
        case .waiting: Phrase("waits", "attend")
        case .running: Phrase("running", "en cours")
        case .succeeded: .done
        case .failed: .failed
        case .cancelled: .cancelled
        }
    }
}

extension TaskActivity {
    var name: Phrase {
        switch self {
        case .list: Phrase("list", "inventaire")
        case .load: Phrase("load", "chargement")
        case .read: Phrase("read", "lecture")
        case .decode: Phrase("decode", "décodage")
        case .preprocess: Phrase("preprocess", "prétrait.")
        case .network: Phrase("network", "réseau")
        case .gramian: Phrase("gramian", "gramienne")
        case .merge: Phrase("merge", "fusion")
        case .pca: Phrase("pca", "ACP")
        case .project: Phrase("project", "projection")
        case .write: Phrase("write", "écriture")
        }
    }
}

extension TaskMetric {
    /// As titles of rows have it.
    var name: Phrase {
        switch self {
        case .duration: Phrase("time", "durée")
        case .wait: Phrase("slot wait", "attente")
        case .delay: Phrase("start delay", "délai")
        case .seconds(let activity): activity.name
        case .images: Phrase(same: "images")
        case .bytes: Phrase("bytes read", "octets lus")
        case .rejected: Phrase("set aside", "écartées")
        case .attempts: Phrase("attempts", "essais")
        }
    }

    /// As titles of narrow columns have it.
    var shortName: Phrase {
        switch self {
        case .wait: Phrase("wait", "attente")
        case .delay: Phrase("delay", "délai")
        case .seconds(.preprocess): Phrase("prep", "prétr.")
        case .seconds(.list): Phrase("list", "invent.")
        case .seconds(.load): Phrase("load", "charg.")
        case .seconds(.gramian): Phrase("gramian", "gram.")
        case .seconds(.project): Phrase("project", "proj.")
        case .seconds(.decode): Phrase("decode", "décod.")
        case .seconds(.write): Phrase("write", "écrit.")
        case .bytes: Phrase("bytes", "octets")
        case .rejected: Phrase("aside", "écart.")
        case .attempts: .columnTry
        default: name
        }
    }
}

extension PersistedDataset {
    /// Where it is kept, in words.
    var place: Phrase {
        switch level {
        case "memory": .columnMemory
        case "disk": .columnDisk
        case "memory and disk": Phrase("memory and disk", "mémoire, disque")
        default: Phrase(same: level)
        }
    }
}

extension Straggler {
    /// `7: 12.3 s, 2.4× the median: images of 41.2 kB, usual are 4.9 kB.`
    func text(_ words: Words, _ glyphs: Glyphs) -> String {
        let figures = words.figures
        let factor = figures.fixed(median > 0 ? seconds / median : 0, places: 1) + glyphs.times
        let comparison = Phrase(", \(factor) the median", ", \(factor) la médiane")
        let causes = causes.map { $0.text(words).escapingUnprintable }.joined(separator: "; ")
        let colon = words[Phrase(": ", " : ")]
        return "\(partition)\(colon)\(figures.brief(seconds))" + (median > 0 ? words[comparison] : "")
            + (causes.isEmpty ? "." : "\(colon)\(causes).")
    }
}

extension Straggler.Cause {
    fileprivate func text(_ words: Words) -> String {
        let figures = words.figures
        switch self {
        case .failures(let count, let seconds, let reason):
            let failed = Phrase.attemptsFailed(count)
            let time = figures.brief(seconds)
            return words[
                Phrase("\(failed.english) in \(time) (\(reason))", "\(failed.french) en \(time) (\(reason))")]
        case .moreImages(let count, let median):
            return usual(Phrase(same: "\(count) images"), "\(median)", words)
        case .largerImages(let bytes, let median):
            let size = figures.bytes(bytes)
            return usual(Phrase("images of \(size)", "images de \(size)"), figures.bytes(median), words)
        case .setAside(let count):
            return words[Phrase("\(count) images set aside", "\(count) images écartées")]
        case .slower(let activity, let seconds, let median):
            let time = figures.brief(seconds)
            let name = activity.name
            return usual(
                Phrase("\(name.english) \(time)", "\(name.french) \(time)"), figures.brief(median), words)
        }
    }

    private func usual(_ here: Phrase, _ median: String, _ words: Words) -> String {
        words[Phrase("\(here.english), usual is \(median)", "\(here.french), d’habitude \(median)")]
    }
}
