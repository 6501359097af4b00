import Foundation

/// Messages from any thread to the UI thread: bounded, and tied to a pipe so that `poll` wakes.
///
/// A sender waits while the box is full; the engine's workers are never among the senders, since its event bus drops
/// and counts before it would make one wait. Once the box is closed, sending does nothing.
///
/// `@unchecked Sendable`: `messages` and `isClosed` are touched only while `condition` is locked, the rest is
/// constant.
final class Mailbox: @unchecked Sendable {
    /// For `poll`: readable when messages wait.
    let descriptor: Int32
    private let writingEnd: Int32
    private let capacity: Int
    private let condition = NSCondition()
    private var messages: [Message] = []
    private var isClosed = false

    init(capacity: Int = 1024) throws(TerminalError) {
        let pipe = try SelfPipe.open()
        (descriptor, writingEnd) = (pipe.reading, pipe.writing)
        self.capacity = capacity
    }

    deinit {
        Foundation.close(descriptor)
        Foundation.close(writingEnd)
    }

    /// Leaves a message for the UI; false where the UI is gone.
    @discardableResult
    func send(_ message: Message) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        while messages.count >= capacity, !isClosed { condition.wait() }
        guard !isClosed else { return false }
        messages.append(message)
        if messages.count == 1 { SelfPipe.wake(writingEnd) }
        return true
    }

    /// All that waits, in order of arrival.
    func takeAll() -> [Message] {
        condition.lock()
        defer {
            messages = []
            condition.broadcast()
            condition.unlock()
        }
        SelfPipe.drain(descriptor)
        return messages
    }

    /// The UI takes no more: senders that wait go on.
    func close() {
        condition.lock()
        isClosed = true
        messages = []
        condition.broadcast()
        condition.unlock()
    }
}
