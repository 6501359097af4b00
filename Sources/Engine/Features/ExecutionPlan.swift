// A network made ready for batches of one size: primitives made, layouts chosen, every tensor given its place. A plan
// never changes, and all sessions share it.

/// A tensor of a plan: which buffer holds it, and how.
struct TensorPlace: Sendable {
    let buffer: Int
    let descriptor: OneDNN.Descriptor
}

/// One step and what it works on.
struct PlannedStep: Sendable {
    /// The layer whose output it writes; nil for a mere change of layout.
    let layer: String?
    let work: any StepWork
    let source: TensorPlace
    let destination: TensorPlace
}

struct ExecutionPlan: Sendable {
    /// Images in a batch.
    let images: Int
    let steps: [PlannedStep]
    /// Images as float32 planes, `(images, 3, height, width)`.
    let input: TensorPlace
    /// Features as float32, `(images, features)`.
    let output: TensorPlace
    let arena: ArenaLayout
    /// The largest of the steps' scratchpads, bytes.
    private let scratchpadByteCount: Int

    /// - Parameters:
    ///   - methods: how convolutions are computed that have several ways.
    ///   - kernels: gives and keeps the kernels, so that plans for several sizes share them.
    /// - Throws: `NetworkError`, `WeightsError`.
    init(
        _ steps: [FusedStep], images: Int, methods: ConvolutionMethods, precision: Precision,
        kernels: inout KernelStore, on processor: OneDNN.Processor
    ) throws {
        var compiler = try PlanCompiler(
            steps, images: images, methods: methods, precision: precision, processor: processor)
        for step in steps { try compiler.compile(step, &kernels) }
        output = try compiler.finish()
        input = compiler.input
        self.images = images
        self.steps = compiler.planned
        arena = ArenaLayout(compiler.lifetimes)
        scratchpadByteCount = compiler.planned.map(\.work.scratchpadByteCount).max() ?? 0
    }

    /// Where steps may put what they need while they run.
    var scratchpadOffset: Int { ArenaLayout.aligned(arena.byteCount) }

    /// Bytes that a session needs for the plan.
    var byteCount: Int { scratchpadOffset + scratchpadByteCount }
}
