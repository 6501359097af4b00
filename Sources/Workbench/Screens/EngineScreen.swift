import Engine
import Plot

// Screen 3, in levels: all jobs, one job with its stages and slots, one stage with its tasks, one task. Enter goes down,
// Esc up. What of a level is chosen is remembered by its number, so that a run that moves on moves nothing away.

struct EngineScreen: Screen {
    enum Level: Int, Sendable { case jobs, job, stage, task }

    enum Pane: Sendable { case list, events }

    /// What is to be stopped once the person says yes.
    enum Question: Hashable, Sendable {
        case job(Int)
        case stage(Int, job: Int)
    }

    private(set) var level = Level.job
    /// Which pane has the arrows, on the levels that have events.
    private(set) var focus = Pane.list
    /// How many of the newest events are scrolled past.
    private(set) var skippedEvents = 0
    private(set) var question: Question?
    /// How tasks are sorted.
    private(set) var order = TaskOrder()
    /// The lanes show the whole job and not only what happened last; nil where the screen decides.
    private(set) var showsWholeJob: Bool?
    /// The job, stage and partition that were chosen; nil where the screen follows the work.
    var chosen = Choice()

    static let help = [
        KeyHint("Enter", .descend), KeyHint("Esc", .ascend),
        KeyHint("arrows PgUp PgDn g G", .chooseOrEvents),
        KeyHint("s  S", .sortTasks),
        KeyHint("+  -", .slotMoreFewer), KeyHint("w", .lanesWholeOrLast),
        KeyHint("x", .cancelAsking),
    ]

    var takesText: Bool { question != nil }

    func hints(_ context: ScreenContext) -> [KeyHint] {
        if question != nil { return [KeyHint("y", .cancelIt), KeyHint("n", .goOn)] }
        let glyphs = context.theme.glyphs
        var hints: [KeyHint] = []
        if level != .task {
            hints.append(KeyHint(glyphs.enter, [Phrase.job, .tasks, .task][level.rawValue]))
        }
        if level != .jobs {
            hints.append(KeyHint("Esc", [Phrase.jobs, .jobs, .job, .tasks][level.rawValue]))
        }
        if canCancel(context) != nil { hints.append(KeyHint("x", .cancel)) }
        if canResize(context) { hints.append(KeyHint("+/-", .slots)) }
        if level == .stage { hints.append(KeyHint("s", .sort)) }
        if level == .job { hints.append(KeyHint("w", .lanes)) }
        if hasEvents { hints.append(KeyHint("Tab", focus == .list ? .events : .list)) }
        return hints
    }

    /// `12.4 s · left 11…14 s`
    func figure(_ context: ScreenContext) -> String {
        guard let job = job(context) else { return "no job yet" }
        let glyphs = context.theme.glyphs
        let spent = context.figures.duration(job.duration(at: context.clock))
        guard job.state == .running else { return "\(job.word) after \(spent)" }
        guard let left = job.timeLeft(at: context.clock) else { return spent }
        return "\(spent) \(glyphs.dot) left \(context.figures.range(left, glyphs))"
    }

    mutating func handle(_ key: Key, _ context: ScreenContext) -> [Command] {
        if let question {
            self.question = nil
            return key == .character("y") || key == .character("x") ? [question.command] : []
        }
        switch key {
        case .enter: descend(context)
        case .escape: ascend()
        case .tab, .backTab: focus = focus == .list && hasEvents ? .events : .list
        case .character("x"): question = canCancel(context)
        case .character("+"), .character("="): return canResize(context) ? [.changeWorkers(by: 1)] : []
        case .character("-"): return canResize(context) ? [.changeWorkers(by: -1)] : []
        case .character("s"): order.next(of: stage(context))
        case .character("S"): order.isReversed.toggle()
        case .character("w"): showsWholeJob = !showsWhole(context)
        default: move(key, context)
        }
        return []
    }

    /// Shows one task.
    mutating func showTask(_ partition: Int, stage: Int, job: Int) {
        chosen = Choice(job: job, stage: stage, partition: partition)
        (level, focus, question) = (.task, .list, nil)
    }

    // MARK: - Walking

    private mutating func descend(_ context: ScreenContext) {
        guard let job = job(context), let next = Level(rawValue: level.rawValue + 1) else { return }
        switch level {
        case .jobs: chosen = Choice(job: job.job)
        case .job: chosen.stage = stage(context)?.description.stage
        case .stage: chosen.partition = task(context)?.partition
        case .task: break
        }
        guard next != .task || chosen.partition != nil, next != .stage || chosen.stage != nil else { return }
        (level, focus) = (next, .list)
    }

    private mutating func ascend() {
        level = Level(rawValue: level.rawValue - 1) ?? .jobs
        focus = .list
        // Above the tasks nothing of them stays chosen, so that another stage begins with its own first.
        if level == .job { chosen.partition = nil }
    }

    private mutating func move(_ key: Key, _ context: ScreenContext) {
        guard focus == .list else { return scroll(key, context) }
        switch level {
        case .jobs: moveJob(key, context)
        case .job: moveStage(key, context)
        case .stage, .task: moveTask(key, context)
        }
    }

    private mutating func scroll(_ key: Key, _ context: ScreenContext) {
        var row = Selection()
        let count = context.jobs.notes.count
        row.move(to: skippedEvents, of: count)
        if row.handle(key, count: count) { skippedEvents = row.row }
    }

    /// The levels that show events beside their list.
    private var hasEvents: Bool { level == .jobs || level == .job }

    // MARK: - What can be done

    private func canCancel(_ context: ScreenContext) -> Question? {
        guard !context.isPast, let job = job(context), job.state == .running else { return nil }
        guard level == .stage || level == .task else { return .job(job.job) }
        guard let stage = stage(context), !stage.state.isOver else { return nil }
        return .stage(stage.description.stage, job: job.job)
    }

    private func canResize(_ context: ScreenContext) -> Bool {
        !context.isPast && context.jobs.current?.state == .running
    }
}

extension EngineScreen.Question {
    var command: Command {
        switch self {
        case .job(let job): .cancelJob(job)
        case .stage(let stage, let job): .cancelStage(stage, ofJob: job)
        }
    }
}
