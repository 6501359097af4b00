import Engine
import Foundation
import Plot
import Synchronization

/// What works behind the UI: the run, and whatever the UI's commands ask for. Results go to the mailbox as messages.
///
/// Threading: `perform` is called on the UI thread and only hands on. Listing hooks come on slots' threads, events on a
/// thread that drains the bus, and each job has a thread that waits for its end.
final class Conductor: Sendable {
    private struct State {
        var dataset: Dataset
        /// When the growing catalog was last sent.
        var datasetSent = -Double.infinity
        var analysis: ComponentAnalysis?
        var generation = 0
        /// Makes what happens now go on after what was recorded.
        var sequence = SessionSequence()
        /// A recorded run is shown, and nothing has been done to it since.
        var isAtRest = false
    }

    let session: Session
    private let source: any Source
    private let folder: RunFolder
    private let partitions: Int
    private let mailbox: Mailbox
    private let pictures: PictureWorker
    private let answers: AnalysisWorker
    private let state: Mutex<State>
    /// Holds the threads that wait for a job's end and write what it found.
    private let busy = DispatchGroup()
    /// Seconds that the end of a job may take.
    private static let patience = 0.3
    private static let mostWorkers = 1024
    /// Seconds between two sendings of a catalog that grows.
    private static let listingInterval = 0.25

    init(source: any Source, folder: RunFolder, partitions: Int, workers: Int, mailbox: Mailbox) {
        session = Session(workers: workers)
        self.source = source
        self.folder = folder
        self.partitions = partitions
        self.mailbox = mailbox
        pictures = PictureWorker(mailbox: mailbox) { PictureReader(of: source) }
        answers = AnalysisWorker(of: folder, workers: workers, mailbox: mailbox)
        state = Mutex(State(dataset: Dataset(name: source.uri.escapingUnprintable)))
    }

    /// Performs a command that is not the runtime's own.
    func perform(_ command: Command) {
        switch command {
        case .loadThumbnail(let path): pictures.loadThumbnails([path])
        case .loadThumbnails(let paths): pictures.loadThumbnails(paths)
        case .preprocess(let request): pictures.preprocess(request)
        case .cancelJob(let job): cancel(job)
        // Its job cannot be whole without the stage.
        case .cancelStage(let stage, let job): cancel(stage: stage, of: job)
        case .killTask(let attempt): kill(attempt)
        case .changeWorkers(let change): resize(by: change)
        case .chooseComponents(let count): choose(count)
        case .tryNeighbours(let components): answers.tryNeighbours(components: components)
        case .findNearest(let row): answers.findNearest(toRow: row)
        case .adviseAxes(let one, let other): answers.adviseAxes(parting: one, from: other)
        case .quit, .suspend, .redraw, .inspect, .follow, .drawPictures, .export: break
        }
    }

    /// Asks what runs to stop, and waits until its results are written, but no longer than a person would: whatever
    /// is whole by then is kept.
    func close() {
        pictures.close()
        answers.close()
        session.executor.cancelAll()
        _ = busy.wait(timeout: .now() + Self.patience)
    }

    /// Whether a job runs, or what one has found is still being written.
    var isAtWork: Bool { busy.wait(timeout: .now()) == .timedOut }

    /// Waits until what jobs have found is written, however long it takes.
    func finishWriting() { busy.wait() }

    /// Seconds on the clock of the events that the UI gets; goes on from the end of a recorded run.
    var now: Double { session.bus.now + state.withLock { $0.sequence.offset.time } }

    private func cancel(_ job: Int) {
        if let own = own(job) { session.cancel(job: own) }
    }

    private func cancel(stage: Int, of job: Int) {
        if let own = own(job) { session.cancel(stage: stage, of: own) }
    }

    private func kill(_ attempt: TaskAttempt) {
        guard let own = own(attempt.job) else { return }
        session.kill(
            TaskAttempt(
                job: own, stage: attempt.stage, partition: attempt.partition, attempt: attempt.attempt))
    }

    /// The session's number of a job of the screens; nil for one of an earlier session.
    private func own(_ job: Int) -> Int? {
        let own = job - state.withLock { $0.sequence.offset.job }
        return own >= 0 ? own : nil
    }

    private func resize(by change: Int) {
        session.executor.resize(slots: min(Self.mostWorkers, max(1, session.executor.slots + change)))
    }

    private func forwardEvents() {
        let queue = session.bus.subscribe()
        let thread = Thread { [self] in
            while !queue.isFinished {
                queue.wait()
                guard mailbox.send(.events(sequenced(queue.drain()))) else { return }
                // Frames come ten times a second at most: more messages than frames would be work for nothing.
                Thread.sleep(forTimeInterval: 0.05)
            }
        }
        thread.name = "events"
        thread.start()
    }

    /// The events as part of what the UI has been shown. While a recorded run is only looked at, that this session has
    /// slots of its own is no news.
    private func sequenced(_ events: [JobEvent]) -> [JobEvent] {
        state.withLock { state in
            var events = events
            if state.isAtRest {
                guard let first = events.firstIndex(where: { $0.kind.isJobStart }) else { return [] }
                let time = events[first].time
                events.replaceSubrange(
                    ..<first, with: [JobEvent(time: time, kind: .slotsChanged(count: session.executor.slots))]
                )
                state.isAtRest = false
                let began = JobEvent(time: time + state.sequence.offset.time, kind: sessionStarted.kind)
                return [began] + events.map { state.sequence.next($0) }
            }
            return events.map { state.sequence.next($0) }
        }
    }

    private var sessionStarted: JobEvent {
        JobEvent(time: session.bus.now, kind: .sessionStarted(date: Date().timeIntervalSince1970))
    }
}

extension JobEvent.Kind {
    fileprivate var isJobStart: Bool {
        if case .jobStarted = self { true } else { false }
    }
}

// MARK: The run

extension Conductor {
    /// Starts a run, whose end is told to the UI.
    ///
    /// - Throws: `RunFolderError` where the folder cannot be used.
    func start(_ options: RunOptions, resuming: Bool) throws -> Run {
        forwardEvents()
        let run = try Run(
            .components, options: options, source: source, folder: folder, resuming: resuming, on: session,
            hooks: hooks,
            logFailed: { [mailbox] in
                mailbox.send(.notice(.logIncomplete("\($0)"), isError: true))
            })
        onThread("run") { [self] in
            switch run.wait() {
            case .succeeded: finish(run)
            case .failed(let failure): tell(failure)
            case .cancelled: tellCancelled(run)
            }
        }
        return run
    }

    private func finish(_ run: Run) {
        do {
            let result = try run.finish {
                try RunPlots(of: $0, count: run.options.components).write(to: run.folder)
            }
            guard let analysis = result.analysis else { return }
            try show(analysis, asked: run.options.components)
            let rejected = result.record.counts.rejected
            mailbox.send(.notice(.runIsWhole(run.folder.path, setAside: rejected), isError: false))
        } catch {
            complain(error)
        }
    }

    /// What the engine says of an error is English, and stands as it is.
    private func complain(_ error: any Error) {
        mailbox.send(.notice(Phrase(same: "\(error)"), isError: true))
    }

    private func tell(_ failure: JobFailure) {
        complain(failure.underlying ?? failure)
    }

    private func tellCancelled(_ run: Run) {
        run.abandon()
        let kept = Phrase.runCancelled(kept: run.keptPartitions, of: run.options.partitions)
        mailbox.send(.notice(kept, isError: false))
    }

    private var hooks: PipelineHooks {
        var hooks = PipelineHooks()
        hooks.found = { [self] entries in
            let grown = state.withLock { state -> Dataset? in
                state.dataset.append(entries)
                guard session.bus.now - state.datasetSent >= Self.listingInterval else { return nil }
                state.datasetSent = session.bus.now
                return state.dataset
            }
            if let grown { mailbox.send(.dataset(grown)) }
        }
        hooks.listed = { [self] catalog in
            let dataset = state.withLock { state in
                state.dataset = Dataset(name: state.dataset.name, entries: catalog.entries)
                return state.dataset
            }
            mailbox.send(.dataset(dataset))
            mailbox.send(.partitioned(firstRows: firstRows(of: catalog)))
        }
        return hooks
    }
}

// MARK: Components

extension Conductor {
    /// Another number of components for the run: projected again and written to its folder.
    private func choose(_ count: Int) {
        let pipeline = ComponentPipeline(count: .fixed(count), folder: folder)
        let lock: FolderLock
        do { lock = try FolderLock(folder.path) } catch {
            complain(error)
            return
        }
        let (job, stage) = state.withLock { $0.analysis.map { pipeline.job(from: $0) } } ?? pipeline.job()
        let handle = session.executor.submit(job)
        onThread("components") { [self] in
            defer { lock.release() }
            switch handle.wait() {
            case .succeeded:
                do {
                    let analysis = try handle.output(of: stage)
                    try RunRecord.update(folder, with: analysis, asked: .fixed(count))
                    try RunPlots(of: analysis, count: .fixed(count)).write(to: folder)
                    try show(analysis, asked: .fixed(count))
                    mailbox.send(.notice(.runKeeps(count), isError: false))
                } catch {
                    complain(error)
                }
            case .failed(let failure): tell(failure)
            case .cancelled: break
            }
        }
    }

    private func show(_ analysis: ComponentAnalysis, asked: ComponentCount) throws {
        let projection = try analysis.projection()
        let generation = state.withLock { state in
            state.analysis = analysis
            state.generation += 1
            return state.generation
        }
        let shown = Analysis(
            images: analysis.rows.images, features: ResNet50.featureCount,
            explainedVarianceRatio: analysis.components.explainedVarianceRatio,
            chosen: analysis.components.components.rows, target: asked.target, projection: projection,
            generation: generation)
        answers.show(shown, analysis.decomposition)
        mailbox.send(.analysis(shown))
    }

    /// Shows a run that was made before, once it is read; a large one takes seconds.
    func open(_ heading: SavedRun.Heading) {
        onThread("opening") { [self] in
            do { show(try SavedRun(heading)) } catch {
                mailbox.send(.notice(Phrase(same: "\(error)"), isError: true))
            }
        }
    }

    /// Shows a run that was made before, from its folder alone.
    func show(_ saved: SavedRun) {
        let recording = Recording(saved.events)
        state.withLock { state in
            state.sequence = SessionSequence(after: recording.events)
            _ = state.sequence.next(sessionStarted)
            state.isAtRest = true
        }
        if !recording.events.isEmpty { mailbox.send(.recording(recording)) }
        forwardEvents()
        showImages(of: saved, recording)
        guard let findings = saved.findings else { return }
        let shown = Analysis(
            images: findings.rows.images, features: ResNet50.featureCount,
            explainedVarianceRatio: findings.explainedVarianceRatio, chosen: findings.projection.columns,
            target: findings.record.options.variance, projection: findings.projection.values, generation: 0)
        answers.show(shown)
        mailbox.send(.analysis(shown))
    }

    /// The catalog as the run listed it; of a run that did not tell, the images that it has features of.
    private func showImages(of saved: SavedRun, _ recording: Recording) {
        let catalog = Catalog(entries: recording.images)
        let images = catalog.entries.isEmpty ? saved.findings?.rows.images ?? [] : catalog.entries
        mailbox.send(.dataset(Dataset(name: source.uri.escapingUnprintable, entries: images)))
        if !catalog.entries.isEmpty { mailbox.send(.partitioned(firstRows: firstRows(of: catalog))) }
    }

    private func firstRows(of catalog: Catalog) -> [Int] {
        (0..<partitions).map { catalog.partition($0, of: partitions).lowerBound }
    }

    private func onThread(_ name: String, _ body: @escaping @Sendable () -> Void) {
        busy.enter()
        let thread = Thread { [busy] in
            body()
            busy.leave()
        }
        thread.name = name
        thread.start()
    }
}

extension ComponentCount {
    /// The share of variance that was asked for, where one was.
    var target: Double? {
        if case .variance(let target) = self { target } else { nil }
    }
}
