// A slot: one thread that runs the attempts it is sent, one after the other, and sleeps between. Any thread
// may send; everything else happens on the slot's own thread.

import Foundation

/// An attempt with all that is needed to run it.
struct Assignment: Sendable {
    let attempt: TaskAttempt
    let plan: StagePlan
    let outputs: StageOutputs
    let flag: CancellationFlag
    /// When the scheduler gave it to its slot.
    let launched = ContinuousClock.now
    let blocks: BlockStore
}

final class SlotThread: Sendable {
    private enum Message: Sendable {
        case run(Assignment)
        case releaseResources
        case stop
    }

    private let slot: Int
    private let mailbox = Monitor<[Message]>([])
    private let hasEnded = Monitor(false)

    /// 8 MB: what a main thread has. Codecs and BLAS are not sparing with stack.
    private static let stackSize = 8 << 20

    /// Starts the thread. `run` is called on it for every assignment.
    init(slot: Int, run: @escaping @Sendable (Assignment, SlotResources) -> Void) {
        self.slot = slot
        let thread = Thread { [mailbox, hasEnded] in
            Self.work(through: mailbox, run)
            hasEnded.change { $0 = true }
        }
        thread.name = "slot \(slot)"
        thread.stackSize = Self.stackSize
        thread.start()
    }

    func run(_ assignment: Assignment) { mailbox.change { $0.append(.run(assignment)) } }
    func releaseResources() { mailbox.change { $0.append(.releaseResources) } }
    func stop() { mailbox.change { $0.append(.stop) } }

    /// Waits until the thread has done what it was sent and stopped.
    func join() { hasEnded.wait(until: { $0 }, then: { _ in }) }

    private static func work(
        through mailbox: Monitor<[Message]>, _ run: (Assignment, SlotResources) -> Void
    ) {
        let resources = SlotResources()
        while true {
            switch mailbox.wait(until: { !$0.isEmpty }, then: { $0.removeFirst() }) {
            case .run(let assignment): run(assignment, resources)
            case .releaseResources: resources.releaseAll()
            case .stop: return
            }
        }
    }
}
