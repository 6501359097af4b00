// What screen Variance says.

extension Phrase {
    static let varianceTitle = Phrase(same: "Variance")
    static let oneComponent = Phrase("one component less, one more", "une composante de moins, de plus")
    static let tenComponents = Phrase("ten less, ten more", "dix de moins, de plus")
    static let firstOrAll = Phrase("the first, all", "la première, toutes")
    static let typeTarget = Phrase("type a target: 90, 99.5", "saisir une cible : 90, 99,5")
    static let typeCount = Phrase("type a count", "saisir un nombre")
    static let logOrLinear = Phrase("logarithmic axis, or linear", "axe logarithmique, ou linéaire")
    static let makeRunsK = Phrase("make the cursor's k the run's", "donner à l’exécution le k du curseur")
    static let backToRunsK = Phrase("back to the run's k", "revenir au k de l’exécution")
    static let engine = Phrase("engine", "moteur")
    static let goThere = Phrase("go there", "y aller")
    static let keepThisK = Phrase("keep this k", "garder ce k")
    static let runsK = Phrase("run's k", "k de l’exécution")
    static let kCount = Phrase(same: "k")
    static let ten = Phrase(same: "10")
    static let target = Phrase("target", "cible")
    static let count = Phrase("count", "nombre")
    static let linear = Phrase("linear", "linéaire")
    static let logarithmic = Phrase(same: "log")
}
