import Engine

/// Which events the list of screen 3 shows, and where its cursor is.
struct EventList: Hashable, Sendable {
    enum Kinds: Int, CaseIterable, Sendable {
        case all, jobsAndStages, tasks, problems

        var name: Phrase {
            switch self {
            case .all: Phrase("all", "tous")
            case .jobsAndStages: Phrase("jobs and stages", "jobs et étapes")
            case .tasks: .tasks
            case .problems: Phrase("problems", "problèmes")
            }
        }
    }

    /// A task that alone the list is about.
    struct Place: Hashable, Sendable {
        let job: Int
        let stage: Int
        let partition: Int

        func made(_ event: JobEvent) -> Bool {
            event.kind.attempt.map { ($0.job, $0.stage, $0.partition) == (job, stage, partition) } ?? false
        }
    }

    private(set) var kinds = Kinds.all
    /// nil for all that happens.
    private(set) var task: Place?
    private(set) var field = TextField()
    /// Whether characters go to the filter.
    private(set) var isTyping = false
    /// The filter hides nothing: what passes it is marked and walked to.
    private(set) var isSearch = false
    /// Row 0 is the newest.
    private(set) var cursor = Selection()

    var filter: TextFilter { TextFilter(field.text) }

    /// Newest first.
    func shown(_ context: ScreenContext) -> [JobEvent] {
        let filter = filter
        return context.jobs.remembered.reversed().filter { event in
            kinds.hold(event.kind) && task?.made(event) ?? true
                && (isSearch || passes(event, filter, context))
        }
    }

    /// Whether an event is one that was searched for.
    func isMatch(_ event: JobEvent, _ context: ScreenContext) -> Bool {
        let filter = filter
        return isSearch && !filter.isEmpty && passes(event, filter, context)
    }

    private func passes(_ event: JobEvent, _ filter: TextFilter, _ context: ScreenContext) -> Bool {
        guard !filter.isEmpty else { return true }
        return EventNote(event, of: context.jobs).map { filter.passes(context.words[$0.phrase]) } ?? false
    }

    // MARK: - Keys

    mutating func beginTyping() { (isTyping, isSearch) = (true, false) }

    /// Takes the keys of a filter being typed; the others are the list's.
    mutating func type(_ key: Key) -> Bool {
        switch key {
        case .enter: isTyping = false
        case .escape: clear()
        default:
            guard field.handle(key) else { return false }
            cursor = Selection()
        }
        return true
    }

    /// Nothing is hidden any more. False where nothing was.
    @discardableResult
    mutating func clear() -> Bool {
        let wasNarrow = isTyping || !field.text.isEmpty || kinds != .all || task != nil
        self = EventList()
        return wasNarrow
    }

    /// Shows what happened to one task, and nothing else until all is cleared.
    mutating func narrow(to task: Place) {
        self = EventList()
        self.task = task
    }

    mutating func nextKinds() {
        kinds = Kinds(rawValue: kinds.rawValue + 1) ?? .all
        cursor = Selection()
    }

    mutating func move(_ key: Key, _ context: ScreenContext) {
        _ = cursor.handle(key, count: shown(context).count)
    }

    mutating func move(to row: Int, _ context: ScreenContext) {
        cursor.move(to: row, of: shown(context).count)
    }

    /// Shows all events again and goes to the next that passes the filter, or to the one before.
    mutating func search(backwards: Bool, _ context: ScreenContext) {
        guard !filter.isEmpty else { return }
        let narrowed = shown(context)
        let here = narrowed.indices.contains(cursor.row) ? narrowed[cursor.row] : nil
        isSearch = true
        let all = shown(context)
        let start = here.flatMap { all.firstIndex(of: $0) } ?? 0
        let step = backwards ? -1 : 1
        for distance in 1...max(1, all.count) where !all.isEmpty {
            let row = (start + step * distance + all.count * (distance / all.count + 1)) % all.count
            guard isMatch(all[row], context) else { continue }
            return cursor.move(to: row, of: all.count)
        }
    }
}

extension EventList.Kinds {
    fileprivate func hold(_ kind: JobEvent.Kind) -> Bool {
        switch self {
        case .all: return true
        case .jobsAndStages: return kind.attempt == nil
        case .tasks: return kind.attempt != nil
        case .problems: break
        }
        return switch kind {
        case .jobFailed, .jobCancelled, .stageFailed, .stageCancelled, .taskFailed, .taskCancelled,
            .taskKilled,
            .imageRejected, .dropped:
            true
        default: false
        }
    }
}
