import Testing

@testable import Engine

@Suite("Ways to compute a convolution")
struct ConvolutionMethodTests {
    @Test(
        "Winograd gives what the naive twin gives, whatever the size leaves of the last tiles",
        arguments: [1, 3, 4, 5, 7, 8, 13, 25], [(16, 16), (8, 24), (64, 8)])
    func winograd(side: Int, channels: (input: Int, output: Int)) throws {
        var table = LayerTable(input: Shape(height: side, width: side, channels: 3))
        table.append("wide", .convolution(1, 1, 0, channels.input))
        table.append("tested", .convolution(3, 1, 1, channels.output))
        table.append("relu", .relu)
        table.append("mean", .globalAveragePooling)
        try expectAsNaive(table.layers, by: .winograd)
    }

    @Test("Winograd without a ReLU keeps negative values")
    func negative() throws {
        var table = LayerTable(input: Shape(height: 6, width: 6, channels: 3))
        table.append("wide", .convolution(1, 1, 0, 8))
        table.append("tested", .convolution(3, 1, 1, 8))
        table.append("mean", .globalAveragePooling)
        try expectAsNaive(table.layers, by: .winograd)
    }

    @Test("A strided 1×1 after subsampling gives the same", arguments: [1, 2, 7, 13, 25], [2, 3])
    func subsampled(side: Int, stride: Int) throws {
        var table = LayerTable(input: Shape(height: side, width: side, channels: 3))
        table.append("wide", .convolution(3, 1, 1, 16))
        table.append("other", .convolution(3, 1, 1, 8))
        table.append("tested", .convolution(1, stride, 0, 24), after: ["wide"])
        table.append("mean", .globalAveragePooling)
        try expectAsNaive(table.layers, by: .subsampled)
    }

    @Test("What is tried is remembered, and a choice that is known is not made again")
    func remembered() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/cache/methods.json"
        let weights = Weights.random(seed: 1)
        let first = try MethodMemory(path: path).network(weights, inputSize: 32, precision: .float32)
        #expect(!first.methods.chosen.isEmpty)
        let memory = MethodMemory(path: path)
        #expect(memory.methods == first.methods)
        let other = ConvolutionMethods(first.methods.chosen.mapValues { _ in .direct })
        let second = try memory.network(weights, inputSize: 32, precision: .float32, first: other)
        #expect(second.methods == other)
        #expect(memory.methods == first.methods)
    }

    @Test(
        "A memory that cannot be read is passed over",
        arguments: ["", "{", "[1]", #"{"a":{"b":"c"}}"#])
    func unreadable(text: String) throws {
        let folder = try TemporaryFolder()
        try AtomicFile.write(text, to: folder.path + "/methods.json")
        #expect(MethodMemory(path: folder.path + "/methods.json").methods == ConvolutionMethods())
    }

    @Test("Only a processor that has the instructions computes in bfloat16; another is told so")
    func precision() throws {
        let make = {
            try Network(weights: SharedNetwork.weights, inputSize: 32, batchSize: 1, precision: .bfloat16)
        }
        if Precision.fastest == .bfloat16 {
            let images = noise(2, side: 32)
            let rounded = try NetworkSession(make()).features(of: images)
            let network = try Network(weights: SharedNetwork.weights, inputSize: 32, batchSize: 1)
            #expect(cosine(rounded, try NetworkSession(network).features(of: images)) > 0.999)
        } else {
            #expect(throws: NetworkError.precision(.bfloat16)) { try make() }
        }
    }

    /// Forces the method on the layer "tested" and compares it with the naive twin.
    private func expectAsNaive(
        _ layers: [Layer], by method: ConvolutionMethod
    ) throws {
        let weights = lively(layers)
        let images = noise(3, side: layers[0].output.width)
        let all = try Network(layers, weights, batchSize: 2)
        let methods = ConvolutionMethods(all.methods.chosen.mapValues { _ in method })
        let network = try Network(
            layers, weights, batchSize: 2,
            methods: ConvolutionMethods(methods.chosen.filter { $0.key.hasPrefix(method.window) }))
        #expect(network.plans.allSatisfy { $0.steps.contains { $0.work.isOf(method) } })
        let names = Set(layers.suffix(2).map(\.name))
        let activations = try NetworkSession(network).activations(of: names, for: images)
        let naive = try images.map { try NaiveNetwork(layers: layers, weights: weights).outputs(for: $0) }
        for (name, values) in activations {
            let expected = naive.flatMap { $0[name, default: []] }
            #expect(largestRelativeDifference(values, expected) < 1e-3, "\(name)")
        }
        #expect(!activations.isEmpty)
    }
}

extension ConvolutionMethod {
    fileprivate var window: String { self == .winograd ? "3x3" : "1x1" }
}

extension StepWork {
    fileprivate func isOf(_ method: ConvolutionMethod) -> Bool {
        method == .winograd ? self is WinogradWork : self is SubsamplingWork
    }
}
