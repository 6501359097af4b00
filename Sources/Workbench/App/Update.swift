// All decisions of the UI, as one pure function: a message comes in, the model changes, and what the world should do
// goes out as values. Nothing here reads a clock, a file or a terminal.

import Engine

extension Model {
    /// How long a notice stays, in seconds.
    private static let noticeDuration = 6.0

    /// Takes one message in and returns what is to be done outside.
    mutating func update(_ message: Message) -> [Command] {
        let commands = take(message)
        context.area = layout.screen
        return commands + newWants()
    }

    private mutating func take(_ message: Message) -> [Command] {
        switch message {
        case .key(let key): return endDemo() ? globalCommands(for: key) ?? [] : take(key)
        case .mouse(let mouse): return mouse.kind == .press && endDemo() ? [] : take(mouse)
        case .background(let background): context.theme.background = background
        case .graphics(let graphics): context.theme.graphics = graphics
        case .resized(let width, let height): (self.width, self.height) = (width, height)
        case .tick(let clock):
            tick(clock)
            if let key = demoKey(at: clock) { return take(key) }
        case .dataset(let dataset):
            context.dataset = dataset
            contextChanged()
        case .partitioned(let firstRows): context.partitionFirstRows = firstRows
        case .events(let events): take(events)
        case .recording(let recording):
            playback = Playback(recording, folding: &context.jobs)
            followClock()
        case .picture(let path, let picture): context.pictures.insert(picture, for: path)
        case .preview(let preview): context.preview = preview
        case .analysis(let analysis):
            context.analysis = analysis
            contextChanged()
        case .trial(let trial): context.insight.trial = .found(trial)
        case .trialFailed(let reason): context.insight.trial = .failed(reason)
        case .nearest(let rows, let generation): context.insight.nearest = (rows, generation)
        case .advice(let advice, let categories, let generation):
            scatter.take(advice, between: categories, generation: generation, context)
        case .notice(let text, let isError): show(text, isError: isError)
        }
        return []
    }

    private mutating func tick(_ clock: Double) {
        self.clock = clock
        playback?.advance(to: clock, &context.jobs)
        followClock()
        if let notice, notice.until <= clock { self.notice = nil }
    }

    mutating func followClock() {
        context.clock = playback?.now(clock: clock) ?? clock
        context.isPast = playback?.isPast ?? false
    }

    private mutating func take(_ events: [JobEvent]) {
        guard playback == nil else {
            playback?.append(events, &context.jobs)
            return followClock()
        }
        context.jobs.apply(events)
    }

    /// The notice, which is told once where it cannot be looked at.
    mutating func takeNotice() -> Phrase? {
        defer { notice = nil }
        return notice?.text
    }

    private mutating func show(_ text: Phrase, isError: Bool) {
        notice = Notice(text: text, isError: isError, until: clock + Self.noticeDuration)
    }

    /// Keys that work everywhere come first, then the help list's, then the screen's own.
    mutating func take(_ key: Key) -> [Command] {
        if let commands = globalCommands(for: key) { return commands }
        if palette != nil { return takeForPalette(key) }
        if exportMenu != nil { return takeForExport(key) }
        if let page = helpPage {
            helpPage = page + 1 < helpPages ? page + 1 : nil
            return []
        }
        if !screen.takesText {
            if isFollowing, key == .escape || key == .character("o") {
                show(.scatter)
                return []
            }
            if let commands = takeShortcut(key) { return commands }
            if takeForPlayback(key) { return [] }
        }
        return handleOnScreen(key).filter { !takeUpon(itself: $0) }
    }

    /// Tabs and hints are there to be clicked; a wheel moves where a screen knows nothing better.
    private mutating func take(_ mouse: MouseEvent) -> [Command] {
        guard palette == nil, helpPage == nil, exportMenu == nil else {
            if mouse.kind == .press { (palette, helpPage, exportMenu) = (nil, nil, nil) }
            return []
        }
        if mouse.isInside(layout.screen) {
            if let commands = handleOnScreen(mouse) { return commands.filter { !takeUpon(itself: $0) } }
            switch mouse.kind {
            case .wheelUp: return take(.up)
            case .wheelDown: return take(.down)
            default: return []
            }
        }
        guard mouse.kind == .press else { return [] }
        if mouse.isInside(layout.tabs), let tab = tabs.first(where: { $0.columns.contains(mouse.x) }) {
            show(tab.name)
        } else if mouse.y == height - 1,
            let key = footerHints.first(where: { $0.columns.contains(mouse.x) })?.hint.pressed
        {
            return take(key)
        }
        return []
    }

    /// A person is here; false where there was no demo to end.
    private mutating func endDemo() -> Bool {
        defer { demo = nil }
        return demo != nil
    }

    /// Does what a screen asks of its neighbours; false for what is the world's to do.
    private mutating func takeUpon(itself command: Command) -> Bool {
        switch command {
        case .inspect(let path), .follow(.picture(let path)):
            show(.preprocess)
            preprocess.choose(path, context)
        case .follow(.task(let partition)):
            guard let maker = context.maker(ofPartition: partition) else { return true }
            show(.engine)
            engine.showTask(partition, stage: maker.stage.description.stage, job: maker.job.job)
        case .drawPictures(let means): context.theme.pictures = means
        default: return false
        }
        if case .follow = command { isFollowing = true }
        return true
    }

    private func globalCommands(for key: Key) -> [Command]? {
        switch key {
        case .control("c"): [.quit]
        case .control("l"): [.redraw]
        case .control("z"): [.suspend]
        default: nil
        }
    }

    /// The shortcuts that a text field takes as text.
    private mutating func takeShortcut(_ key: Key) -> [Command]? {
        switch key {
        case .character("q"): return [.quit]
        case .character("?"), .function(1): helpPage = 0
        case .character("E"): exportMenu = ExportMenu()
        case .character("e") where shown != .preprocess: exportMenu = ExportMenu()
        case .character(":"): palette = CommandPalette(history: paletteHistory)
        case .character(let character):
            guard let number = character.wholeNumberValue, let name = ScreenName(rawValue: number) else {
                return nil
            }
            show(name)
        default: return nil
        }
        return []
    }

    /// The keys of a recorded run, on every screen; on screen 3 also those that players have, which other screens need.
    private mutating func takeForPlayback(_ key: Key) -> Bool {
        guard playback != nil else { return false }
        switch (key, shown) {
        case (.character("p"), _), (.character(" "), .engine): playback?.toggle(&context.jobs)
        case (.character("["), _), (.left, .engine): playback?.seek(by: -1, &context.jobs)
        case (.character("]"), _), (.right, .engine): playback?.seek(by: 1, &context.jobs)
        case (.character("{"), _): playback?.seek(to: 0, &context.jobs)
        case (.character("}"), _): playback?.seek(to: .infinity, &context.jobs)
        case (.character("<"), _): playback?.changeSpeed(by: -1)
        case (.character(">"), _): playback?.changeSpeed(by: 1)
        default: return false
        }
        followClock()
        return true
    }

    mutating func show(_ name: ScreenName) {
        shown = name
        isFollowing = false
        if name == .preprocess { preprocess.follow(catalog.selected(context.dataset)?.path, context) }
    }

    /// What the screen in front wants that it did not want before.
    private mutating func newWants() -> [Command] {
        let wants = screen.wants(context)
        defer { lastWants = wants }
        return wants.filter { !lastWants.contains($0) }
    }
}
