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
        /// To be tried again.
        case task(TaskAttempt)
    }

    private(set) var level = Level.job
    /// Which pane has the arrows, on the levels that have events.
    var focus = Pane.list
    var eventList = EventList()
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
        KeyHint("/", .filterEvents), KeyHint("n  N", .nextMatch), KeyHint("f", .kindsOfEvents),
        KeyHint("+  -", .slotMoreFewer), KeyHint("w", .lanesWholeOrLast),
        KeyHint("x", .cancelAsking),
    ]

    var takesText: Bool { question != nil || eventList.isTyping }

    func hints(_ context: ScreenContext) -> [KeyHint] {
        let glyphs = context.theme.glyphs
        if question != nil { return [KeyHint("y", .cancelIt), KeyHint("n", .goOn)] }
        if eventList.isTyping {
            return [
                KeyHint(glyphs.enter, .keep), KeyHint("Esc", .clear), KeyHint(glyphs.arrowsUpDown, .move),
            ]
        }
        return focus == .events && hasEvents ? eventHints(glyphs) : listHints(context)
    }

    private func eventHints(_ glyphs: Glyphs) -> [KeyHint] {
        [KeyHint(glyphs.enter, .task), KeyHint("/", .filter), KeyHint("f", .kinds)]
            + (eventList.filter.isEmpty ? [] : [KeyHint("n", .match)]) + [KeyHint("Tab", .list)]
    }

    private func listHints(_ context: ScreenContext) -> [KeyHint] {
        var hints: [KeyHint] = []
        if level != .task {
            hints.append(KeyHint(context.theme.glyphs.enter, [Phrase.job, .tasks, .task][level.rawValue]))
        }
        if level != .jobs {
            hints.append(KeyHint("Esc", [Phrase.jobs, .jobs, .job, .tasks][level.rawValue]))
        }
        if canCancel(context) != nil { hints.append(KeyHint("x", .cancel)) }
        if canResize(context) { hints.append(KeyHint("+/-", .slots)) }
        if level == .stage { hints.append(KeyHint("s", .sort)) }
        if level == .job { hints.append(KeyHint("w", .lanes)) }
        if hasEvents || level == .task { hints.append(KeyHint("Tab", .events)) }
        return hints
    }

    /// `12.4 s · left 11…14 s`
    func figure(_ context: ScreenContext) -> String {
        let words = context.words
        guard let job = job(context) else { return words[.noJobYet] }
        let glyphs = context.theme.glyphs
        let spent = context.figures.duration(job.duration(at: context.clock))
        guard job.state == .running else { return words[.after(job.word, spent)] }
        guard let left = job.timeLeft(at: context.clock) else { return spent }
        return "\(spent) \(glyphs.dot) \(words[.left]) \(context.figures.range(left, glyphs))"
    }

    mutating func handle(_ key: Key, _ context: ScreenContext) -> [Command] {
        if let question {
            self.question = nil
            return key == .character("y") || key == .character("x") ? [question.command] : []
        }
        if eventList.isTyping, eventList.type(key) { return [] }
        switch key {
        case .enter: descend(context)
        case .escape: if !(hasEvents && eventList.clear()) { ascend() }
        case .tab, .backTab: switchPane(context)
        case .character("x"): question = canCancel(context)
        case .character("+"), .character("="): return canResize(context) ? [.changeWorkers(by: 1)] : []
        case .character("-"): return canResize(context) ? [.changeWorkers(by: -1)] : []
        case .character("s"): order.next(of: stage(context))
        case .character("S"): order.isReversed.toggle()
        case .character("w"): showsWholeJob = !showsWhole(context)
        case .character("/"), .character("f"), .character("n"), .character("N"):
            if hasEvents { searchEvents(key, context) }
        default: move(key, context)
        }
        return []
    }

    private mutating func searchEvents(_ key: Key, _ context: ScreenContext) {
        focus = .events
        switch key {
        case .character("/"): eventList.beginTyping()
        case .character("f"): eventList.nextKinds()
        default: eventList.search(backwards: key == .character("N"), context)
        }
    }

    /// From one task to the events of the job, of which only those of the task are shown.
    private mutating func switchPane(_ context: ScreenContext) {
        if level == .task, let job = job(context), let stage = stage(of: job), let task = task(context) {
            eventList.narrow(
                to: EventList.Place(
                    job: job.job, stage: stage.description.stage, partition: task.partition))
            (level, focus) = (.job, .events)
        } else {
            focus = focus == .list && hasEvents ? .events : .list
        }
    }

    mutating func dismissQuestion() { question = nil }

    /// Shows one task.
    mutating func showTask(_ partition: Int, stage: Int, job: Int) {
        chosen = Choice(job: job, stage: stage, partition: partition)
        (level, focus, question) = (.task, .list, nil)
    }

    // MARK: - Walking

    mutating func descend(_ context: ScreenContext) {
        if focus == .events, hasEvents { return descendToEvent(context) }
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

    /// To the task that the chosen event tells of.
    private mutating func descendToEvent(_ context: ScreenContext) {
        let events = eventList.shown(context)
        guard events.indices.contains(eventList.cursor.row),
            let attempt = events[eventList.cursor.row].kind.attempt, context.jobs.job(attempt.job) != nil
        else { return }
        showTask(attempt.partition, stage: attempt.stage, job: attempt.job)
    }

    private mutating func ascend() {
        level = Level(rawValue: level.rawValue - 1) ?? .jobs
        focus = .list
        // Above the tasks nothing of them stays chosen, so that another stage begins with its own first.
        if level == .job { chosen.partition = nil }
    }

    mutating func move(_ key: Key, _ context: ScreenContext) {
        guard focus == .list || !hasEvents else { return eventList.move(key, context) }
        switch level {
        case .jobs: moveJob(key, context)
        case .job: moveStage(key, context)
        case .stage, .task: moveTask(key, context)
        }
    }

    /// The levels that show events beside their list.
    private var hasEvents: Bool { level == .jobs || level == .job }

    // MARK: - What can be done

    private func canCancel(_ context: ScreenContext) -> Question? {
        guard !context.isPast, let job = job(context), job.state == .running else { return nil }
        guard level == .stage || level == .task else { return .job(job.job) }
        guard let stage = stage(context), !stage.state.isOver else { return nil }
        let number = stage.description.stage
        guard level == .task else { return .stage(number, job: job.job) }
        guard let task = task(context), task.state == .running else { return nil }
        return .task(
            TaskAttempt(job: job.job, stage: number, partition: task.partition, attempt: task.attempt))
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
        case .task(let attempt): .killTask(attempt)
        }
    }

    var text: Phrase {
        switch self {
        case .job: .cancelJob
        case .stage: .cancelStage
        case .task: .killTask
        }
    }
}
