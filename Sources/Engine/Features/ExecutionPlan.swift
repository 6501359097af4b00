// A network made ready for batches of one size: primitives made, layouts chosen, every tensor given its place. A plan
// never changes, and all sessions share it.

/// A tensor of a plan: which buffer holds it, and how.
struct TensorPlace: Sendable {
    let buffer: Int
    let descriptor: OneDNN.Descriptor
}

/// A convolution's kernel and bias as its primitive wants them. Written once, then only read.
struct PlacedKernel: Sendable {
    let kernel: OneDNN.Memory
    let bias: OneDNN.Memory
}

/// One primitive and what it works on.
struct PlannedStep: Sendable {
    /// The layer whose output it writes; nil for a mere change of layout.
    let layer: String?
    let primitive: OneDNN.Primitive
    let kernel: PlacedKernel?
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
    /// The largest of the primitives' scratchpads, bytes.
    let scratchpadByteCount: Int

    /// - Parameter kernels: gives and keeps the kernels, so that plans for several sizes share them.
    /// - Throws: `NetworkError`, `WeightsError`.
    init(
        _ steps: [FusedStep], images: Int, kernels: inout KernelStore, on processor: OneDNN.Processor
    ) throws {
        var compiler = try PlanCompiler(steps, images: images, processor: processor)
        for step in steps { try compiler.compile(step, &kernels) }
        output = try compiler.finish()
        input = compiler.input
        self.images = images
        self.steps = compiler.planned
        arena = ArenaLayout(compiler.lifetimes)
        scratchpadByteCount = compiler.planned.map(\.primitive.scratchpad.byteCount).max() ?? 0
    }
}
