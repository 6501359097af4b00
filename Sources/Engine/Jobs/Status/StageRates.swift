// How fast a stage goes and when it will be done, from what its events have told.

extension JobStatus.Stage {
    /// Seconds since the session began that the rate of the moment looks back.
    static let window = 5

    /// Seconds that the stage has taken or took.
    public func duration(at now: Double) -> Double? { started.map { max(0, (ended ?? now) - $0) } }

    /// Images a second over the whole stage; nil before there are any.
    public func meanRate(at now: Double) -> Double? {
        guard let duration = duration(at: now), duration > 0, images > 0 else { return nil }
        return Double(images) / duration
    }

    /// Images a second over the last five seconds or so; nil before there are any, and when the stage is
    /// over.
    public func recentRate(at now: Double) -> Double? {
        guard state == .running, let age = duration(at: now), age > 0, images > 0 else { return nil }
        guard age < Double(Self.throughputLimit) else { return meanRate(at: now) }
        let first = max(0, Int(age) - Self.window)
        return Double(imagesBySecond.dropFirst(first).reduce(0, &+)) / (age - Double(first))
    }

    /// Images in all: those that tasks have said they have before them, and as many on average for each of
    /// the others; 0 for a stage that does not go image by image.
    public var expectedImages: Int {
        let totals = tasks.compactMap(\.progress?.total).map(Double.init)
        guard !totals.isEmpty else { return 0 }
        let mean = totals.reduce(0, +) / Double(totals.count)
        return Int(min(1e15, mean * Double(tasks.count)).rounded())
    }

    /// What is done of the stage, 0…1.
    public var fraction: Double {
        if state == .succeeded { return 1 }
        guard !tasks.isEmpty else { return 0 }
        return tasks.lazy.map(\.fraction).reduce(0, +) / Double(tasks.count)
    }

    /// Seconds left, as a range: by the rate of the whole stage and by that of the last seconds, with a tenth
    /// to either side. nil where nothing can be said yet.
    public func timeLeft(at now: Double) -> ClosedRange<Double>? {
        guard state == .running, let age = duration(at: now), age > 0.5 else { return nil }
        let done = fraction
        guard done > 0 else { return nil }
        let byMean = age * (1 - done) / done
        let left = [byMean, byRecentRate(at: now) ?? byMean]
        guard let least = left.min(), let most = left.max(), most.isFinite else { return nil }
        return least * 0.9...most * 1.1
    }

    private func byRecentRate(at now: Double) -> Double? {
        guard let rate = recentRate(at: now), rate > 0 else { return nil }
        let left = expectedImages - images
        return left > 0 ? Double(left) / rate : nil
    }
}

extension JobStatus.Job {
    /// Seconds that the job has taken or took.
    public func duration(at now: Double) -> Double { max(0, (ended ?? now) - started) }

    /// Seconds left of the stages that run now, as a range.
    public func timeLeft(at now: Double) -> ClosedRange<Double>? {
        let ranges = stages.compactMap { $0.timeLeft(at: now) }
        guard let least = ranges.map(\.lowerBound).max(), let most = ranges.map(\.upperBound).max() else {
            return nil
        }
        return least...most
    }
}
