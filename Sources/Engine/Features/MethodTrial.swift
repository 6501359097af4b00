// The choice of a convolution's method: each is tried on this machine, and the fastest is taken. Nothing is assumed of
// a processor; what suits it, its caches and the library's version decide together.

struct MethodTrial {
    let weights: Weights
    let precision: Precision
    /// Images in a batch.
    let images: Int
    let processor: OneDNN.Processor

    /// The times that a method is run after the first, of which the shortest counts.
    private static let rounds = 3

    /// `known`, completed by a choice for each of the steps that it has none for.
    ///
    /// - Throws: `WeightsError`; `NetworkError` where no method works.
    func choose(for steps: [FusedStep], known: ConvolutionMethods) throws -> ConvolutionMethods {
        var methods = known
        for step in steps {
            guard case .convolution(let convolution) = step.kind else { continue }
            let candidates = convolution.methods(precision)
            let key = convolution.shapeKey(step, precision)
            guard candidates.count > 1, methods.chosen[key] == nil else { continue }
            methods[key] = try fastest(of: candidates, for: step, convolution, key)
        }
        return methods
    }

    private func fastest(
        of candidates: [ConvolutionMethod], for step: FusedStep, _ convolution: FusedConvolution,
        _ key: String
    ) throws -> ConvolutionMethod {
        var times: [(method: ConvolutionMethod, seconds: Double)] = []
        for method in candidates {
            do {
                let methods = ConvolutionMethods([key: method])
                times.append((method, try seconds(alone(step, convolution), methods)))
            } catch let error as NetworkError {
                // Not every processor has every method.
                if method == candidates.last && times.isEmpty { throw error }
            }
        }
        return times.min { $0.seconds < $1.seconds }?.method ?? .direct
    }

    /// The step without the sum, whose other term would have to be computed first, and which costs every method alike.
    private func alone(_ step: FusedStep, _ convolution: FusedConvolution) -> FusedStep {
        var (step, convolution) = (step, convolution)
        convolution.residual = nil
        step.kind = .convolution(convolution)
        return step
    }

    private func seconds(_ step: FusedStep, _ methods: ConvolutionMethods) throws -> Double {
        var kernels = KernelStore(weights, precision, on: processor)
        let plan = try ExecutionPlan(
            [step], images: images, methods: methods, precision: precision, kernels: &kernels, on: processor)
        return try PlanTimer(plan, on: processor).seconds(rounds: Self.rounds).reduce(0, +)
    }
}

/// Times a plan's steps one by one, on the calling thread.
struct PlanTimer {
    private let run: PlanRun
    private let stream: OneDNN.Stream

    init(_ plan: ExecutionPlan, on processor: OneDNN.Processor) throws(NetworkError) {
        stream = try OneDNN.Stream(on: processor)
        let arena = try OneDNN.Memory(.init([plan.byteCount], .line, .byte), on: processor)
        run = try PlanRun(plan, in: arena, on: processor)
        run.fillWithNoise()
    }

    /// The shortest time of each step that computes a layer, in the plan's order, after one run that is not counted.
    func seconds(rounds: Int) throws(NetworkError) -> [Double] {
        var shortest = [Double](repeating: .infinity, count: run.steps.count)
        for round in 0...rounds {
            for (index, step) in run.steps.enumerated() {
                let start = ContinuousClock.now
                try step.run(stream)
                try stream.wait()
                let seconds = (ContinuousClock.now - start) / .seconds(1)
                if round > 0 { shortest[index] = min(shortest[index], seconds) }
            }
        }
        return shortest
    }
}
