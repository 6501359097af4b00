// Writes events.jsonl as the events come, on a thread of its own, so that a slow disk holds up nothing but
// the log.

import Foundation

/// A listener that writes every event to a file until it is closed or the bus has finished.
public final class EventLogWriter: Sendable {
    private let bus: EventBus
    private let queue: EventQueue
    private let hasEnded = Monitor(false)

    /// Room for the events of a stall of minutes.
    private static let capacity = 1 << 16

    /// Creates the file, or empties it, or goes on at its end; says that a session has started, and listens.
    ///
    /// - Parameters:
    ///   - appending: keep what the file holds of earlier sessions.
    ///   - onFailure: called once, on the writer's thread, when a write fails. The log ends there; the engine
    ///     goes on.
    /// - Throws: what the file system says when the file cannot be opened.
    public init(
        path: String, bus: EventBus, appending: Bool = false,
        onFailure: @escaping @Sendable (any Error) -> Void = { _ in }
    ) throws {
        let file = try Self.open(path, appending: appending)
        self.bus = bus
        let started = JobEvent(time: bus.now, kind: .sessionStarted(date: Date().timeIntervalSince1970))
        queue = bus.subscribe(capacity: Self.capacity)
        let thread = Thread { [queue, hasEnded] in
            Self.write(queue, after: started, to: file, onFailure)
            hasEnded.change { $0 = true }
        }
        thread.name = "event log"
        thread.start()
    }

    /// Writes what has been posted so far, ends the listening and closes the file. Harmless twice.
    public func close() {
        bus.unsubscribe(queue)
        hasEnded.wait(until: { $0 }, then: { _ in })
    }

    /// A process that was killed may have left half a line, which must not swallow the first of ours.
    private static func open(_ path: String, appending: Bool) throws -> FileHandle {
        let url = URL(fileURLWithPath: path)
        guard appending, FileManager.default.fileExists(atPath: path) else {
            try Data().write(to: url)
            return try FileHandle(forWritingTo: url)
        }
        let file = try FileHandle(forUpdating: url)
        let end = try file.seekToEnd()
        guard end > 0 else { return file }
        try file.seek(toOffset: end - 1)
        if try file.read(upToCount: 1) != Data("\n".utf8) { try file.write(contentsOf: Data("\n".utf8)) }
        return file
    }

    private static func write(
        _ queue: EventQueue, after first: JobEvent, to file: FileHandle, _ onFailure: (any Error) -> Void
    ) {
        var isWritable = true
        var events = [first]
        while true {
            let lines = events.map { EventLog.encode($0) + "\n" }
            if isWritable, !lines.isEmpty {
                do {
                    try file.write(contentsOf: Data(lines.joined().utf8))
                } catch {
                    isWritable = false
                    onFailure(error)
                }
            }
            guard !queue.isFinished else { break }
            queue.wait()
            events = queue.drain()
        }
        try? file.close()
    }
}
