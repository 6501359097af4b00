import Engine
import Testing

@testable import Workbench

@Suite("The UI as lines of text")
struct LinearDialogueTests {
    private func dialogue(_ language: Language = .english) -> LinearDialogue {
        var context = Fixtures.context()
        context.words = Words(language)
        var dialogue = LinearDialogue(Model(width: 80, height: 24, context: context))
        _ = dialogue.update(.dataset(Fixtures.dataset))
        _ = dialogue.update(.events(Fixtures.halfway))
        _ = dialogue.update(.tick(10))
        return dialogue
    }

    @Test("a screen is said whole, then only what has changed")
    func news() {
        var dialogue = dialogue()
        let first = dialogue.news()
        #expect(first.first == "Screen 1 of 5, Catalog.")
        #expect(first.contains("Banana: Test 3, Training 12"))
        #expect(first.contains("Chosen: Avocado: Test 1, Training 4"))
        #expect(dialogue.news().isEmpty)
        _ = dialogue.take(line: "down")
        #expect(
            dialogue.news() == [
                "Chosen: Banana: Test 3, Training 12", "Image: Test/Banana/10_100.jpg, 4,871 B",
            ])
        _ = dialogue.take(line: "")
        #expect(dialogue.news().count == first.count)
    }

    @Test("lines are keys, screens' numbers or names of commands; what is none is said so")
    func lines() {
        var dialogue = dialogue()
        _ = dialogue.take(line: "3")
        let engine = dialogue.news()
        #expect(engine.first == "Screen 3 of 5, Engine.")
        #expect(engine.contains("features: running, 2 of 4 tasks, 481 images"))
        #expect(engine.contains("1 set aside"))
        _ = dialogue.take(line: "  category   lemon ")
        #expect(dialogue.news().contains("Chosen: Lemon: Test 0, Training 2"))
        #expect(dialogue.take(line: "make coffee").lines == ["No command is named so."])
        #expect(dialogue.take(line: "q").commands == [.quit])
        #expect(dialogue.take(line: "quit").commands == [.quit])
    }

    @Test("a job is cancelled only after the question")
    func question() {
        var dialogue = dialogue()
        _ = dialogue.take(line: "3")
        #expect(dialogue.take(line: "x").commands.isEmpty)
        #expect(dialogue.news().contains("Cancel job 0? y or n"))
        #expect(dialogue.take(line: "y").commands == [.cancelJob(0)])
    }

    @Test(
        "the menu of exports is said, moved in and chosen from; leaving it names the screen")
    func exports() {
        var dialogue = dialogue()
        _ = dialogue.news()
        _ = dialogue.take(line: "e")
        let menu = dialogue.news()
        #expect(menu.first == "Export the screen: a letter, or esc.")
        #expect(menu.contains("c: export CSV: the numbers behind it"))
        _ = dialogue.take(line: "down")
        #expect(dialogue.news() == ["Chosen: export PNG: the screen"])
        _ = dialogue.take(line: "esc")
        #expect(dialogue.news() == ["Screen 1 of 5, Catalog."])
        _ = dialogue.take(line: "E")
        guard case .export(let export)? = dialogue.take(line: "c").commands.first else {
            Issue.record("nothing is exported")
            return
        }
        #expect(export.form == .csv && dialogue.model.exportMenu == nil)
    }

    @Test("a text takes the place of what the field held")
    func anotherText() {
        var dialogue = dialogue()
        for text in ["ban", "lemon"] {
            _ = dialogue.take(line: "/")
            _ = dialogue.take(line: text)
        }
        _ = dialogue.take(line: "")
        let lines = dialogue.news()
        #expect(lines.contains { $0.hasPrefix("Lemon:") } && !lines.contains { $0.hasPrefix("Banana:") })
    }

    @Test("what a folder is called does not reach a terminal as commands")
    func notices() {
        var dialogue = dialogue()
        _ = dialogue.news()
        _ = dialogue.update(.notice(.runIsWhole("runs/x\u{1B}]0;owned\u{7}", setAside: 0), isError: false))
        #expect(dialogue.news().allSatisfy { line in line.unicodeScalars.allSatisfy { $0.value >= 32 } })
    }

    @Test("a field asks for its text, and the next line is that, whatever it would be otherwise")
    func fields() {
        var dialogue = dialogue()
        _ = dialogue.take(line: "/")
        #expect(dialogue.news().last == "Type the text as a line, or esc.")
        _ = dialogue.take(line: "lemon")
        let narrowed = dialogue.news()
        #expect(narrowed.contains("1 of 4 categories"))
        #expect(narrowed.contains("Chosen: Lemon: Test 0, Training 2"))
        #expect(!dialogue.model.asksForText)
        _ = dialogue.take(line: "/")
        _ = dialogue.take(line: "esc")
        #expect(!dialogue.news().contains("1 of 4 categories"))
    }

    @Test("keys are named as they are listed, signs by words, and a colon alone opens nothing")
    func keyNames() {
        var dialogue = dialogue(.french)
        _ = dialogue.take(line: "2")
        let help = dialogue.take(line: "?").lines
        #expect(help.contains { $0.hasPrefix("virgule, point : ") })
        #expect(help.allSatisfy { $0.first?.isLetter == true || $0.first?.isNumber == true })
        _ = dialogue.take(line: "1")
        _ = dialogue.news()
        _ = dialogue.take(line: "Pg.suiv")
        #expect(dialogue.news().contains { $0.hasPrefix("Choisi : ") })
        _ = dialogue.take(line: ":")
        #expect(dialogue.model.palette == nil)
    }

    @Test("the events of a job are said one by one, as the cursor comes to them")
    func events() {
        var dialogue = dialogue()
        for line in ["3", "tab"] { _ = dialogue.take(line: line) }
        #expect(dialogue.news().contains { $0.hasPrefix("Event: ") })
        _ = dialogue.take(line: "down")
        let news = dialogue.news()
        #expect(news.count == 1 && news[0].hasPrefix("Event: "))
    }

    @Test("a notice is said once")
    func notice() {
        var dialogue = dialogue()
        _ = dialogue.news()
        _ = dialogue.update(.notice(.runKeeps(7), isError: false))
        #expect(dialogue.news() == ["the run keeps 7 components now"])
        #expect(dialogue.news().isEmpty)
    }

    @Test("names of files cannot send control characters to a terminal")
    func escaped() {
        var context = Fixtures.context(dataset: Dataset(name: "fruits"))
        context.dataset = Dataset(name: "fruits", entries: [Fixtures.entry("Test/Ev\u{1B}[2Jil/1.jpg")])
        var dialogue = LinearDialogue(Model(width: 80, height: 24, context: context))
        _ = dialogue.update(.dataset(context.dataset))
        #expect(dialogue.news().allSatisfy { line in line.unicodeScalars.allSatisfy { $0.value >= 32 } })
    }

    @Test("in French every line is")
    func french() {
        var dialogue = dialogue(.french)
        #expect(dialogue.news().first == "Écran 1 sur 5, Catalogue.")
        #expect(dialogue.take(line: "café").lines == ["Aucune commande ne porte ce nom."])
    }
}
