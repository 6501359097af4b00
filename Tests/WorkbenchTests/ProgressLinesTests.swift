import Engine
import Testing

@testable import Workbench

@Suite("Progress without a screen")
struct ProgressLinesTests {
    private static let stages = [
        StageDescription(stage: 0, name: "catalog", tasks: 1, parents: []),
        StageDescription(stage: 1, name: "features", tasks: 2, parents: [0]),
    ]
    private static let attempt = TaskAttempt(job: 0, stage: 1, partition: 0, attempt: 1)

    private static func halfway() -> [JobEvent] {
        let progress = TaskProgress(activity: .network, images: 30, total: 60)
        let kinds: [JobEvent.Kind] = [
            .jobStarted(job: 0, name: "run", stages: stages), .stageStarted(job: 0, stage: 0),
            .stageSucceeded(job: 0, stage: 0), .stageStarted(job: 0, stage: 1),
            .taskStarted(attempt, slot: 0),
            .taskProgressed(attempt, slot: 0, progress),
        ]
        return kinds.enumerated().map { JobEvent(time: Double($0), kind: $1) }
    }

    @Test("Off a terminal: one line a stage change, no carriage return, no escape sequence")
    func plain() {
        var lines = ProgressLines(isLive: false)
        let text = lines.tell(Self.halfway())
        #expect(text == "catalog   started\ncatalog   done in 1.00 s\nfeatures  started, 2 tasks\n")
        #expect(lines.end.isEmpty)
    }

    @Test("On one: a bar below the finished stages, which the next text takes back")
    func live() {
        var lines = ProgressLines(isLive: true)
        let first = lines.tell(Self.halfway())
        #expect(first.hasPrefix("catalog   done in 1.00 s\nfeatures  ━"))
        #expect(!first.hasSuffix("\n"))
        let next = lines.tell([JobEvent(time: 9, kind: .stageSucceeded(job: 0, stage: 1))])
        #expect(next.hasPrefix("\r\u{1B}[K"))
    }

    @Test("The bar fits the terminal, and ASCII where that is all there is", arguments: [20, 40, 80])
    func width(columns: Int) {
        var lines = ProgressLines(isLive: true, glyphs: .ascii)
        let bar = lines.tell(Self.halfway(), width: columns).split(separator: "\n").last ?? ""
        #expect(bar.count < columns)
        #expect(String(bar).utf8.count == bar.count)
    }

    @Test("A task that is tried again is told, its reason made printable")
    func retry() {
        var lines = ProgressLines(isLive: false)
        _ = lines.tell(Self.halfway())
        let failed = JobEvent(
            time: 7, kind: .taskFailed(Self.attempt, slot: 0, reason: "no\u{1B}[2J", willRetry: true))
        #expect(lines.tell([failed]) == "features  partition 0 is tried again: no\\u{1B}[2J\n")
    }
}
