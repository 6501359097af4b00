// How long each step of a network takes on this machine, on one thread with nothing beside it.

import Foundation

/// One step of a network, timed.
public struct StepTiming: Sendable {
    /// The layer whose output it gives, which may stand for several that are computed together; nil for a copy that
    /// only changes how values lie.
    public let layer: String?
    /// The code that computed it: of oneDNN by its own name, or ours.
    public let implementation: String
    /// Of a whole batch.
    public let milliseconds: Double
    /// Multiplications and additions of a direct computation of a whole batch, in 10⁹; 0 for what is no convolution.
    public let gigaflops: Double

    /// 10⁹ operations of a direct computation a second. Winograd, which needs fewer, may pass the processor's limit.
    public var gigaflopsPerSecond: Double { gigaflops / milliseconds * 1000 }
}

extension Network {
    /// Times each step of a batch.
    ///
    /// - Parameter rounds: how often, after once that is not counted; the shortest time is taken.
    /// - Throws: `NetworkError`.
    public func profile(rounds: Int = 5) throws(NetworkError) -> [StepTiming] {
        let plan = plans[0]
        let seconds = try OpenMP.onOneThread { () throws(NetworkError) in
            try PlanTimer(plan, on: processor).seconds(rounds: rounds)
        }
        let operations = Dictionary(steps.map { ($0.output, $0.operationCount) }) { first, _ in first }
        return zip(plan.steps, seconds).map { step, seconds in
            let count = step.layer.flatMap { operations[$0] } ?? 0
            return StepTiming(
                layer: step.layer, implementation: step.work.implementation, milliseconds: seconds * 1000,
                gigaflops: Double(count * plan.images) / 1e9)
        }
    }
}

extension FusedStep {
    /// Multiplications and additions of one image's direct convolution.
    fileprivate var operationCount: Int {
        guard case .convolution(let convolution) = kind else { return 0 }
        return 2 * outputShape.count * convolution.kernel * convolution.kernel * inputShape.channels
    }
}

extension ModelSummary {
    /// Each step with its time, speed and code, then the whole.
    public static func profile(_ network: Network) throws(NetworkError) -> String {
        let timings = try network.profile()
        let rows = timings.map { timing in
            [
                timing.layer ?? "(layout)", decimal(timing.milliseconds, 3),
                timing.gigaflops > 0 ? decimal(timing.gigaflopsPerSecond, 1) : "", timing.implementation,
            ]
        }
        let total = timings.reduce(0) { $0 + $1.milliseconds }
        let image = total / Double(network.batchSize)
        return TextTable(["Layer", "ms", "GFLOP/s", "Computed by"], rows, rightAligned: [1, 2]).text
            + "A batch of \(network.batchSize) on one thread: \(decimal(total, 1)) ms, "
            + "\(decimal(image, 2)) ms an image, "
            + "\(network.precision.rawValue). GFLOP/s are those of a direct computation.\n"
    }

    private static func decimal(_ value: Double, _ digits: Int) -> String {
        String(format: "%.\(digits)f", value)
    }
}
