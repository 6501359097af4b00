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
