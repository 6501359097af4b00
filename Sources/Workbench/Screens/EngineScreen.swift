import Engine
import Plot

// Screen 3: the running job, or else the last: its stages, its slots and its last events.

struct EngineScreen: Screen {
    /// The question whether to cancel is on the screen.
    private(set) var isConfirming = false
    /// How many of the newest events are scrolled past.
    private(set) var skippedEvents = 0

    static let help = [
        KeyHint("x", "cancel the job; asks first"), KeyHint("y  x", "yes, cancel"),
        KeyHint("n  Esc", "no, go on"),
        KeyHint("arrows PgUp PgDn", "older and newer events"), KeyHint("g", "the newest events"),
    ]

    var takesText: Bool { isConfirming }

    func hints(_ context: ScreenContext) -> [KeyHint] {
        if isConfirming { return [KeyHint("y", "cancel the job"), KeyHint("n", "go on")] }
        let events = KeyHint(context.theme.glyphs.arrowsUpDown, "events")
        return isRunning(context) ? [KeyHint("x", "cancel"), events] : [events]
    }

    /// `12.4 s · left 11…14 s`
    func figure(_ context: ScreenContext) -> String {
        guard let job = context.jobs.current else { return "no job yet" }
        let glyphs = context.theme.glyphs
        let spent = Figures.duration(job.duration(at: context.clock))
        guard job.state == .running else { return "\(job.state.word) after \(spent)" }
        guard let left = job.timeLeft(at: context.clock) else { return spent }
        return "\(spent) \(glyphs.dot) left \(Figures.range(left, glyphs))"
    }

    private func isRunning(_ context: ScreenContext) -> Bool { context.jobs.current?.state == .running }

    mutating func handle(_ key: Key, _ context: ScreenContext) -> [Command] {
        if isConfirming {
            isConfirming = false
            return key == .character("y") || key == .character("x") ? [.cancelJob] : []
        }
        switch key {
        case .character("x"): isConfirming = isRunning(context)
        case .up, .character("k"): skippedEvents = max(0, skippedEvents - 1)
        case .down, .character("j"): skippedEvents += 1
        case .pageUp: skippedEvents = max(0, skippedEvents - 10)
        case .pageDown: skippedEvents += 10
        case .home, .character("g"): skippedEvents = 0
        default: break
        }
        skippedEvents = min(skippedEvents, max(0, context.jobs.notes.count - 1))
        return []
    }
}

extension JobStatus.State {
    /// As said of a stage or a job.
    var word: String {
        switch self {
        case .waiting: "waits"
        case .running: "running"
        case .succeeded: "done"
        case .failed: "failed"
        case .cancelled: "cancelled"
        }
    }

    func style(_ theme: Theme) -> Style {
        switch self {
        case .waiting: theme.waiting
        case .running: theme.running
        case .succeeded: theme.good
        case .failed: theme.failed
        case .cancelled: theme.waiting
        }
    }
}
