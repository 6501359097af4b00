import Testing

@testable import Engine

@Suite("The files of a synthesised set")
struct SynthesisPlanTests {
    @Test("Twenty-four a category make 24 training and 8 test pictures of each of six fruits")
    func layout() {
        let plan = SynthesisPlan(perCategory: 24)
        let files = (0..<plan.fileCount).map(plan.file)
        #expect(files.count == 6 * 32)
        #expect(Set(files.map(\.path)).count == files.count)
        for kind in FruitKind.allCases {
            let own = files.filter { $0.kind == kind }
            #expect(own.filter { $0.split == "Training" }.map(\.index) == Array(0..<24))
            #expect(own.filter { $0.split == "Test" }.map(\.index) == Array(0..<8))
        }
    }

    @Test("Paths follow Fruits-360, and every file lies in one of the plan's folders")
    func paths() {
        let plan = SynthesisPlan(perCategory: 3)
        #expect(plan.file(0).path == "Training/Banana/0_100.jpg")
        #expect(plan.file(plan.fileCount - 1).path == "Test/Eggplant/0_100.jpg")
        for number in 0..<plan.fileCount {
            let path = plan.file(number).path
            #expect(plan.folders.contains { path.hasPrefix($0 + "/") })
        }
    }

    @Test("Every file is told how many fellows it has")
    func counts() {
        let plan = SynthesisPlan(perCategory: 30)
        for file in (0..<plan.fileCount).map(plan.file) {
            #expect(file.count == (file.split == "Training" ? 30 : 10))
            #expect((0..<file.count).contains(file.index))
        }
    }
}

@Suite("Turns of the turntable")
struct TurnTests {
    @Test("Each individual makes one full turn in equal steps", arguments: [1, 8, 24, 33, 100, 490, 2000])
    func fullTurns(_ count: Int) {
        let turns = (0..<count).map { Turn(index: $0, of: count) }
        let individuals = Dictionary(grouping: turns, by: \.individual)
        #expect(individuals.keys.sorted() == Array(0..<Turn.individuals(for: count)))
        for steps in individuals.values {
            let expected = steps.indices.map { Float($0) / Float(steps.count) }
            #expect(steps.map(\.angle) == expected)
        }
    }

    @Test("Larger sets have more fruits and finer steps")
    func growth() {
        #expect([8, 24, 490, 20_000].map(Turn.individuals) == [1, 2, 9, 59])
    }
}
