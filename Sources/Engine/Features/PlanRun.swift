// A plan bound to a session's memory.

struct PlanRun {
    struct Step {
        /// The layer whose output it writes; nil for a mere change of layout.
        let layer: String?
        let destination: OneDNN.Memory
        let run: StepRun
    }

    let images: Int
    let steps: [Step]
    let output: OneDNN.Memory
    private let input: OneDNN.Memory

    /// - Parameter arena: of at least the plan's `byteCount`.
    init(
        _ plan: ExecutionPlan, in arena: OneDNN.Memory, on processor: OneDNN.Processor
    ) throws(NetworkError) {
        func memory(_ place: TensorPlace) throws(NetworkError) -> OneDNN.Memory {
            try .init(place.descriptor, in: arena, offset: plan.arena.offsets[place.buffer], on: processor)
        }
        images = plan.images
        input = try memory(plan.input)
        output = try memory(plan.output)
        let scratchpad = Scratchpad(arena: arena, offset: plan.scratchpadOffset, processor: processor)
        var steps: [Step] = []
        for planned in plan.steps {
            let (source, destination) = (try memory(planned.source), try memory(planned.destination))
            let run = try planned.work.bound(source, destination, scratchpad: scratchpad)
            steps.append(Step(layer: planned.layer, destination: destination, run: run))
        }
        self.steps = steps
    }

    func fill(with images: ArraySlice<RGBImage>, _ scaling: InputScaling) {
        input.withFloats { planes in
            guard var plane = planes.baseAddress else { return }
            for image in images {
                scaling.write(image.pixels, to: plane)
                plane += image.pixels.count
            }
        }
    }

    /// Some values, neither zero nor odd ones that processors are slow on, for timing.
    func fillWithNoise() {
        input.withFloats { values in
            for index in values.indices { values[index] = Float(index % 251) / 251 - 0.4 }
        }
    }
}

extension PlanRun.Step {
    /// What the step wrote, as `(n, height, width, channels)`.
    func readOutput(_ stream: OneDNN.Stream, _ processor: OneDNN.Processor) throws(NetworkError) -> [Float] {
        let plain = try OneDNN.Memory(destination.descriptor.with(.nhwc), on: processor)
        try OneDNN.copy(destination, to: plain, on: stream, processor)
        return plain.withFloats { Array($0) }
    }
}
