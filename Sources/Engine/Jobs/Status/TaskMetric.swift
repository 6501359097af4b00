// The figures of tasks, and how they spread over a stage: what Spark calls the summary metrics of its tasks.

/// A figure that every task has.
public enum TaskMetric: Hashable, Sendable {
    /// Seconds of the last attempt.
    case duration
    /// Seconds from when the task could have run to when a slot was free for it.
    case wait
    /// Seconds from when it was given a slot to when its body ran.
    case delay
    /// Seconds spent in an activity.
    case seconds(TaskActivity)
    case images, bytes, rejected, attempts

    public enum Unit: Sendable { case seconds, bytes, count }

    public var unit: Unit {
        switch self {
        case .duration, .wait, .delay, .seconds: .seconds
        case .bytes: .bytes
        case .images, .rejected, .attempts: .count
        }
    }

    /// In the order in which people read them.
    public static let all: [TaskMetric] =
        [.duration, .wait, .delay] + TaskActivity.allCases.map { .seconds($0) }
        + [.images, .bytes, .rejected, .attempts]
}

extension JobStatus.Task {
    /// The figure of the last attempt; nil where it is not known (yet).
    public func value(_ metric: TaskMetric, at now: Double) -> Double? {
        switch metric {
        case .duration: duration(at: now)
        case .wait: wait
        case .attempts: attempt > 0 ? Double(attempt) : nil
        case .delay: progress?.delay
        case .seconds(let activity): progress.map { $0.seconds[activity] ?? 0 }
        case .images: progress.map { Double($0.images) }
        case .bytes: progress.map { Double($0.bytes) }
        case .rejected: progress.map { Double($0.rejected) }
        }
    }
}

/// The least, the quartiles and the most of some values.
public struct Quantiles: Hashable, Sendable {
    public let minimum, lowerQuartile, median, upperQuartile, maximum: Double

    /// Each is one of the values, the one whose rank is nearest; nil where there are none.
    public init?(of values: [Double]) {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        func at(_ share: Double) -> Double { sorted[Int((share * Double(sorted.count - 1)).rounded())] }
        (minimum, lowerQuartile, median) = (at(0), at(0.25), at(0.5))
        (upperQuartile, maximum) = (at(0.75), at(1))
    }

    /// From the least to the most.
    public var all: [Double] { [minimum, lowerQuartile, median, upperQuartile, maximum] }
}

extension JobStatus.Stage {
    /// How a figure spreads over the tasks that are done.
    public func quantiles(_ metric: TaskMetric) -> Quantiles? {
        Quantiles(of: tasks.lazy.filter { $0.state == .succeeded }.compactMap { $0.value(metric, at: 0) })
    }

    /// The figures that tell something of this stage: its tasks' times, and whatever is not 0 everywhere. That all
    /// were done at the first attempt goes without saying.
    public var metrics: [TaskMetric] {
        TaskMetric.all.filter { metric in
            switch metric {
            case .duration, .wait: true
            case .attempts: failedAttempts > 0
            default: tasks.contains { ($0.value(metric, at: 0) ?? 0) > 0 }
            }
        }
    }
}
