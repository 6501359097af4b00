import Engine
import Plot
import Testing

@testable import Workbench

@Suite("Stage graph: where stages stand and what leads from one to another")
struct StageGraphTests {
    /// Stages named a, b, c …
    private static func stages(_ stages: [(tasks: Int, parents: [Int])]) -> [StageDescription] {
        stages.enumerated().map { index, stage in
            let name = String(UnicodeScalar(UInt8(ascii: "a") + UInt8(index)))
            return StageDescription(stage: index, name: name, tasks: stage.tasks, parents: stage.parents)
        }
    }

    private static func picture(_ stages: [StageDescription], width: Int = 40) -> [String] {
        let graph = StageGraph(stages)
        var grid = CellGrid(width: width, height: graph.rows)
        graph.draw(in: grid.bounds, of: &grid, Theme(background: .dark, glyphs: .unicode)) { stage, length in
            (length == .number ? "\(stage)" : "stage \(stages[stage].name)", .plain)
        }
        return grid.lines.map { String($0.reversed().drop { $0 == " " }.reversed()) }
    }

    @Test("a chain is a line; what a shuffle is, is told")
    func chain() {
        let stages = Self.stages([(1, []), (16, [0]), (1, [1])])
        #expect(Self.picture(stages) == ["stage a ─▶ stage b ═▶ stage c"])
    }

    @Test("parents that are parents' parents need no line of their own")
    func reduction() {
        let stages = Self.stages([(1, []), (1, [0]), (4, [0, 1]), (1, [0, 2])])
        #expect(Self.picture(stages, width: 60) == ["stage a ─▶ stage b ─▶ stage c ═▶ stage d"])
    }

    @Test("stages that wait for none of each other stand below each other")
    func branches() {
        let stages = Self.stages([(1, []), (2, [0]), (2, [0]), (1, [1, 2])])
        #expect(
            Self.picture(stages, width: 60) == [
                "stage a ┬▶ stage b ┬▶ stage d",
                "        └▶ stage c ┘",
            ])
    }

    @Test("a line that passes a column has a row of its own there")
    func passing() {
        let stages = Self.stages([(1, []), (1, []), (1, [0]), (1, [1, 2])])
        #expect(
            Self.picture(stages, width: 60) == [
                "stage a ─▶ stage c ┬▶ stage d",
                "stage b ───────────┘",
            ])
    }

    @Test("where the names do not fit the numbers stand, and nothing is drawn outside")
    func narrow() {
        let stages = Self.stages([(1, []), (16, [0]), (1, [1])])
        #expect(Self.picture(stages, width: 14) == ["0 ─▶ 1 ═▶ 2"])
        #expect(Self.picture(stages, width: 3) == ["0 ─"])
        #expect(Self.picture([]) == [])
    }
}
