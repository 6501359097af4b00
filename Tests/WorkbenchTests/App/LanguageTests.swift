import Testing

@testable import Workbench

@Suite("Languages")
struct LanguageTests {
    @Test(
        "LC_ALL, LC_MESSAGES and LANG decide, in this order",
        arguments: [
            (["LANG": "fr_FR.UTF-8"], Language.french), (["LANG": "fr"], .french),
            (["LANG": "de_DE.UTF-8"], .english),
            (["LANG": "fr_FR", "LC_MESSAGES": "en_GB"], .english),
            (["LC_ALL": "", "LC_MESSAGES": "fr_CA"], .french),
            (["LC_ALL": "C", "LC_MESSAGES": "fr_FR"], .english), ([:], .english),
            (["LANG": "fro_XX"], .english),
        ])
    func environment(environment: [String: String], language: Language) {
        #expect(Language(environment: environment) == language)
    }

    @Test("figures in French have a comma, and a blank between thousands")
    func figures() {
        let figures = Words(.french).figures
        #expect(figures.grouped(90_483) == "90\u{A0}483")
        #expect(figures.fixed(95.04, places: 2) == "95,04")
        #expect(figures.bytes(16_200_000) == "16,2 Mo")
        #expect(figures.briefBytes(871) == "871 o")
    }
}
