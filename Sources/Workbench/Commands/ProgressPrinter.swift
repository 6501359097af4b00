// Progress without a screen. Off a terminal one line a stage change and nothing else; on one, also a bar that is drawn
// again at most ten times a second below these lines. A listener of the bus with a thread of its own.

import Engine
import Foundation
import Plot

/// Tells on stderr how the jobs of a session go.
final class ProgressPrinter: Sendable {
    private let bus: EventBus
    private let queue: EventQueue
    private let ended = DispatchSemaphore(value: 0)

    init(bus: EventBus, isLive: Bool = isatty(STDERR_FILENO) == 1) {
        self.bus = bus
        queue = bus.subscribe()
        let thread = Thread { [queue, ended] in
            let environment = ProcessInfo.processInfo.environment
            let isUTF8 = Capabilities(environment: environment, terminfoColors: 0).isUTF8
            var lines = ProgressLines(isLive: isLive, glyphs: isUTF8 ? .unicode : .ascii)
            while !queue.isFinished {
                queue.wait()
                Output.put(lines.tell(queue.drain(), width: Output.terminalWidth), to: STDERR_FILENO)
                if isLive { Thread.sleep(forTimeInterval: 0.1) }
            }
            Output.put(lines.end, to: STDERR_FILENO)
            ended.signal()
        }
        thread.name = "progress"
        thread.start()
    }

    /// Says what has been posted so far and ends.
    func finish() {
        bus.unsubscribe(queue)
        ended.wait()
    }
}

/// The text of the progress: a pure fold of events.
struct ProgressLines {
    let isLive: Bool
    let glyphs: GlyphSet
    private var status = JobStatus()
    private var hasBar = false

    init(isLive: Bool, glyphs: GlyphSet = .unicode) {
        self.isLive = isLive
        self.glyphs = glyphs
    }

    /// Takes back the bar, so that what comes next starts on a clean line.
    var end: String { hasBar ? Self.eraseLine : "" }

    private static let eraseLine = "\r\u{1B}[K"

    /// What is to be written once these events have happened.
    ///
    /// - Parameter width: columns of the terminal; a bar that wrapped could not be taken back.
    mutating func tell(_ events: [JobEvent], width: Int = 80) -> String {
        var text = ""
        for event in events {
            status.apply(event)
            if let line = line(event) { text += line + "\n" }
        }
        guard isLive else { return text }
        // Every character of the bar takes one column.
        let bar = bar().map { String($0.prefix(max(0, width - 1))) }
        defer { hasBar = bar != nil }
        return end + text + (bar ?? "")
    }

    private func line(_ event: JobEvent) -> String? {
        switch event.kind {
        case .stageStarted(let job, let stage):
            guard !isLive, let stage = self.stage(job, stage) else { return nil }
            let tasks = stage.description.tasks
            return column(stage.description.name) + "started" + (tasks > 1 ? ", \(tasks) tasks" : "")
        case .stageSucceeded(let job, let stage):
            return self.stage(job, stage).map { column($0.description.name) + summary($0) }
        case .stageFailed(let job, let stage, _):
            return self.stage(job, stage).map { column($0.description.name) + "failed" }
        case .taskFailed(let attempt, _, let reason, willRetry: true):
            let name = stage(attempt.job, attempt.stage)?.description.name ?? "task"
            return column(name)
                + "partition \(attempt.partition) is tried again: \(reason.escapingUnprintable)"
        default: return nil
        }
    }

    private func summary(_ stage: JobStatus.Stage) -> String {
        let seconds = String(format: "%.2f s", stage.duration(at: status.time) ?? 0)
        guard stage.images > 0 else { return "done in \(seconds)" }
        // Only where images take their time does their rate tell something.
        let isSlow = (stage.duration(at: status.time) ?? 0) > 1
        let rate = stage.meanRate(at: status.time).map { String(format: ", %.1f images/s", $0) }
        let rejected = stage.rejected > 0 ? ", \(RunSummary.count(stage.rejected)) set aside" : ""
        return "\(RunSummary.count(stage.images)) images in \(seconds)\(isSlow ? rate ?? "" : "")\(rejected)"
    }

    /// The stage that runs, as a bar: `features ━━━━╌╌╌╌ 1,214/2,590 images · 45.1 images/s · left 28 to 34 s`.
    private func bar() -> String? {
        guard let job = status.current, let stage = job.stages.first(where: { $0.state == .running }) else {
            return nil
        }
        let width = 24
        let filled = Int(stage.fraction * Double(width))
        let (heavy, open) = glyphs == .unicode ? ("━", "╌") : ("#", "-")
        var parts = [String(repeating: heavy, count: filled) + String(repeating: open, count: width - filled)]
        if stage.expectedImages > 0 {
            parts[0] += " \(RunSummary.count(stage.images))/\(RunSummary.count(stage.expectedImages)) images"
        }
        if let rate = stage.recentRate(at: status.time) {
            parts.append(String(format: "%.1f images/s", rate))
        }
        if let left = stage.timeLeft(at: status.time) {
            parts.append(String(format: "left %.0f to %.0f s", left.lowerBound, left.upperBound))
        }
        return column(stage.description.name) + parts.joined(separator: glyphs == .unicode ? " · " : ", ")
    }

    private func stage(_ job: Int, _ stage: Int) -> JobStatus.Stage? {
        guard let stages = status.job(job)?.stages, stages.indices.contains(stage) else { return nil }
        return stages[stage]
    }

    private func column(_ name: String) -> String { name.padding(toLength: 10, withPad: " ", startingAt: 0) }
}
