// What screen Engine says.

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
        "cancel the job or stage; asks first", "annuler le job ou l’étape ; demande d’abord")
    static let cancelIt = Phrase("cancel it", "l’annuler")
    static let goOn = Phrase("go on", "continuer")
    static let cancel = Phrase("cancel", "annuler")
    static let slots = Phrase(same: "slots")
    static let lanes = Phrase("lanes", "couloirs")
    static let events = Phrase("events", "événements")
    static let list = Phrase("list", "liste")
    static let job = Phrase(same: "job")
    static let jobs = Phrase(same: "jobs")
    static let tasks = Phrase("tasks", "tâches")
    static let task = Phrase("task", "tâche")
}
