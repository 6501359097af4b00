import Engine

/// Times the network through the engine itself: every slot has its session and takes batch after batch.
struct NetworkBench {
    let network: Network
    let images: [RGBImage]
    /// How long to measure.
    let seconds: Double

    /// All slots are at work for so long before any time is taken.
    private static let warmUp = Duration.seconds(1)

    func measurement(slots: Int) throws -> Measurement {
        let rates = try rates(slots: slots)
        return .perImage(
            "network, \(slots) slot\(slots == 1 ? "" : "s")", milliseconds: 1000 / rates.reduce(0, +))
    }

    /// Images a second of each slot.
    private func rates(slots: Int) throws -> [Double] {
        let session = Session(workers: slots)
        defer { session.close() }
        var job = Job(name: "bench")
        let batches = batches
        let start = ContinuousClock.now + Self.warmUp
        let stage = job.stage("network", tasks: slots, activity: .network) { [network, seconds] context in
            let session = try context.local(key: 0) { try NetworkSession(network) }
            try session.work(through: batches, until: start)
            let begin = ContinuousClock.now
            let done = try session.work(through: batches, until: begin + .seconds(seconds))
            return Double(done) / ((ContinuousClock.now - begin) / .seconds(1))
        }
        let handle = session.executor.submit(job)
        if case .failed(let failure) = handle.wait() { throw failure.underlying ?? failure }
        return try handle.output(of: stage)
    }

    /// Full batches of the size that a run takes.
    private var batches: [[RGBImage]] {
        stride(from: 0, to: images.count, by: network.batchSize).map { first in
            (first..<first + network.batchSize).map { images[$0 % images.count] }
        }
    }
}

extension NetworkSession {
    /// Takes batches in turn, at least one. Returns how many images went through.
    @discardableResult
    fileprivate func work(through batches: [[RGBImage]], until end: ContinuousClock.Instant) throws -> Int {
        var (images, next) = (0, 0)
        repeat {
            _ = try features(of: batches[next])
            images += batches[next].count
            next = (next + 1) % batches.count
        } while ContinuousClock.now < end
        return images
    }
}
