import Engine
import Foundation

/// Finds out what screens 4 and 5 ask about the analysis that is shown. What takes long is a job of a session of its own,
/// so that looking at a run adds nothing to what is told of it; what is quick has a thread.
///
/// Of the quick questions only the newest of each kind is answered: a held arrow key leaves no queue behind.
///
/// `@unchecked Sendable`: what is not constant is touched only while `condition` is locked.
final class AnalysisWorker: @unchecked Sendable {
    private struct Wanted {
        var row: Int?
        var pair: (Int, Int)?
        var isEmpty: Bool { row == nil && pair == nil }
    }

    private let session: Session
    private let study: NeighbourStudy
    private let mailbox: Mailbox
    private let condition = NSCondition()
    private var analysis: Analysis?
    private var decomposition: CovarianceDecomposition?
    private var wanted = Wanted()
    private var trial: NeighbourTrial?
    private var isTrying = false
    /// On how many components neighbours are wanted.
    private var mostComponents = 0
    private var isClosed = false

    /// How many neighbours are looked for.
    private static let neighbours = 64

    init(of folder: RunFolder, workers: Int, mailbox: Mailbox) {
        session = Session(workers: workers)
        study = NeighbourStudy(folder)
        self.mailbox = mailbox
        onThread("analysis") { [self] in
            while let (wanted, analysis) = next() { answer(wanted, analysis) }
        }
    }

    /// What is shown from now on. Everything that was found out of its features stays.
    ///
    /// - Parameter decomposition: saves finding the components again where it is at hand.
    func show(_ analysis: Analysis, _ decomposition: CovarianceDecomposition? = nil) {
        condition.withLock {
            self.analysis = analysis
            self.decomposition = decomposition ?? self.decomposition
        }
    }

    /// The images nearest to one on all kept components. Answer: `Message.nearest`.
    func findNearest(toRow row: Int) { want { $0.row = row } }

    /// The components that part two categories best. Answer: `Message.advice`.
    func adviseAxes(parting one: Int, from other: Int) { want { $0.pair = (one, other) } }

    /// Tries nearest neighbours on so many components, or more if the run keeps more. Answer: `Message.trial`, once with
    /// what is quickly had and again with all.
    func tryNeighbours(components: Int) {
        let mayStart = condition.withLock {
            mostComponents = max(mostComponents, components)
            guard !isTrying, !isClosed, (trial?.components ?? 0) < components else { return false }
            isTrying = true
            return true
        }
        guard mayStart else { return }
        onThread("neighbours") { [self] in
            var next: Int? = components
            while let components = next {
                tryAll(components)
                next = nextTrial(after: components)
            }
        }
    }

    /// On how many components to try again, where more were asked for meanwhile; not where this trial came to nothing.
    private func nextTrial(after components: Int) -> Int? {
        condition.withLock {
            let isWhole = (trial?.components ?? 0) >= components
            isTrying = isWhole && !isClosed && mostComponents > components
            return isTrying ? mostComponents : nil
        }
    }

    /// Stops what goes on, without waiting for it.
    func close() {
        condition.withLock {
            isClosed = true
            condition.signal()
        }
        session.executor.cancelAll()
    }

    private func want(_ change: (inout Wanted) -> Void) {
        condition.withLock {
            change(&wanted)
            condition.signal()
        }
    }

    private func next() -> (Wanted, Analysis)? {
        condition.withLock {
            while wanted.isEmpty || analysis == nil, !isClosed { condition.wait() }
            defer { wanted = Wanted() }
            guard !isClosed, let analysis else { return nil }
            return (wanted, analysis)
        }
    }

    private func onThread(_ name: String, _ body: @escaping @Sendable () -> Void) {
        let thread = Thread(block: body)
        thread.name = name
        thread.start()
    }
}

// MARK: Answers

extension AnalysisWorker {
    private func answer(_ wanted: Wanted, _ analysis: Analysis) {
        if let row = wanted.row {
            let nearest = NearestRows(
                to: row, in: analysis.projection, columns: analysis.chosen, limit: Self.neighbours)
            mailbox.send(.nearest(nearest, generation: analysis.generation))
        }
        if let (one, other) = wanted.pair {
            let advice = AxisAdvice(
                separating: analysis.rows(ofCategory: one), from: analysis.rows(ofCategory: other),
                in: analysis.projection, columns: analysis.chosen)
            mailbox.send(.advice(advice, between: [one, other], generation: analysis.generation))
        }
    }

    private func tryAll(_ components: Int) {
        let (known, decomposition) = condition.withLock { (trial, self.decomposition) }
        do {
            let first = try known ?? session.run(study.trialOnKept())
            keep(first)
            guard first.components < components else { return }
            keep(try session.run(study.trial(on: components, of: decomposition, after: first)))
        } catch let failure as JobFailure {
            mailbox.send(.trialFailed("\(failure.underlying.map { "\($0)" } ?? failure.reason)"))
        } catch {
            // Cancelled: nobody waits for it any more.
        }
    }

    private func keep(_ trial: NeighbourTrial) {
        condition.withLock { self.trial = trial }
        mailbox.send(.trial(trial))
    }
}

extension Analysis {
    fileprivate func rows(ofCategory category: Int) -> [Int] {
        categoryOfRow.indices.filter { categoryOfRow[$0] == category }
    }
}
