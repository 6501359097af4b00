// A recorded run: its events, and how things stood at any time of it. A value without threads.

/// The events of a run from its first to its last, ready to be looked at from any moment on.
///
/// Every so many events the status is kept, so that going back costs the fold of a few events, however long the run.
public struct Recording: Sendable {
    /// In order of time.
    public private(set) var events: [JobEvent] = []
    /// Snapshot i is the status after the first (i + 1) · `stride` events.
    private var snapshots: [JobStatus] = []
    private var last = JobStatus()

    static let stride = 2_048

    public init(_ events: [JobEvent]) { append(events) }

    /// Seconds at which the last event happened.
    public var end: Double { events.last?.time ?? 0 }

    /// The recording goes on. An event whose time goes back is taken to have happened with the one before it.
    public mutating func append(_ more: [JobEvent]) {
        for event in more {
            let event = JobEvent(time: max(end, event.time), kind: event.kind)
            events.append(event)
            last.apply(event)
            if events.count.isMultiple(of: Self.stride) { snapshots.append(last) }
        }
    }

    /// How many events have happened by a time.
    public func count(at time: Double) -> Int {
        var (low, high) = (0, events.count)
        while low < high {
            let middle = (low + high) / 2
            if events[middle].time <= time { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// How things stood when the first `count` events had happened.
    public func status(after count: Int) -> JobStatus {
        guard count < events.count else { return last }
        let kept = count / Self.stride
        var status = kept > 0 ? snapshots[kept - 1] : JobStatus()
        status.apply(events[(kept * Self.stride)..<max(0, count)])
        return status
    }

    /// The images that the run is about, as its last session listed them; empty where the log tells of none.
    public var images: [CatalogEntry] {
        var images: [CatalogEntry] = []
        var listing: Int?
        for event in events {
            guard case .imagesListed(let job, let entries) = event.kind else { continue }
            if job != listing { images = [] }
            listing = job
            images += entries
        }
        return images
    }
}
