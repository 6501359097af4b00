import Foundation
import Testing

@testable import Engine

@Suite("The network against its naive twin")
struct NetworkTests {
    @Test(
        "A convolution with batch norm and ReLU, of any window, stride, padding, channels and size",
        arguments: [
            (1, 1, 0, 8, 5), (1, 2, 0, 16, 9), (3, 1, 1, 16, 8), (3, 2, 1, 8, 9), (7, 2, 3, 64, 33),
            (5, 3, 2, 24, 17), (3, 1, 0, 5, 7), (1, 1, 0, 1, 1),
        ])
    func convolution(kernel: Int, stride: Int, padding: Int, filters: Int, side: Int) throws {
        var table = LayerTable(input: Shape(height: side, width: side, channels: 3))
        table.append("first", .convolution(kernel, stride, padding, filters))
        table.append("first_bn", .batchNormalization(epsilon: 0.01))
        table.append("first_relu", .relu)
        table.append("second", .convolution(kernel: 1, filters: filters, bias: false))
        table.append("second_bn", .batchNormalization(epsilon: 0.01))
        table.append("mean", .globalAveragePooling)
        try expectAsNaive(table.layers, ["first_relu", "second_bn", "mean"])
    }

    @Test("Padding by a layer of its own, and a max pool whose border is zeros", arguments: [8, 13])
    func padding(side: Int) throws {
        var table = LayerTable(input: Shape(height: side, width: side, channels: 3))
        table.append("pad", .zeroPadding(3))
        table.append("convolution", .convolution(7, 2, 0, 16))
        table.append("relu", .relu)
        table.append("pool_pad", .zeroPadding(1))
        table.append("pool", .maxPooling(window: 3, stride: 2))
        table.append("mean", .globalAveragePooling)
        try expectAsNaive(table.layers, ["relu", "pool", "mean"])
    }

    @Test("A sum whose other term is needed again afterwards")
    func residual() throws {
        var table = LayerTable(input: Shape(height: 9, width: 9, channels: 3))
        table.append("stem", .convolution(3, 1, 1, 16))
        table.append("stem_relu", .relu)
        table.append("first", .convolution(3, 1, 1, 16))
        table.append("first_sum", .add, after: ["stem_relu", "first"])
        table.append("first_relu", .relu)
        table.append("second", .convolution(1, 1, 0, 16))
        table.append("second_sum", .add, after: ["stem_relu", "second"])
        table.append("second_relu", .relu)
        table.append("mean", .globalAveragePooling)
        try expectAsNaive(table.layers, ["first_relu", "second_relu", "mean"])
    }

    @Test("All of ResNet50 at 32×32, with batch norms that do something")
    func resNet50() throws {
        let layers = try ResNet50.layers(inputSize: 32)
        try expectAsNaive(layers, ResNet50.stageOutputs + ["avg_pool"], images: 1)
    }

    private func expectAsNaive(_ layers: [Layer], _ names: [String], images count: Int = 3) throws {
        let side = layers[0].output.width
        let weights = lively(layers)
        let images = noise(count, side: side)
        let network = try Network(layers, weights, batchSize: 2, keeping: Set(names))
        let session = try NetworkSession(network)
        let activations = try session.activations(of: Set(names), for: images)
        let naive = try images.map { try NaiveNetwork(layers: layers, weights: weights).outputs(for: $0) }
        for name in names {
            let expected = naive.flatMap { $0[name, default: []] }
            let difference = largestRelativeDifference(activations[name, default: []], expected)
            #expect(difference < 1e-3, "\(name)")
        }
        let features = try session.features(of: images)
        #expect(features == activations[names[names.count - 1]])
    }
}

@Suite("Sessions of a network")
struct NetworkSessionTests {
    @Test(
        "Any number of images gives for each the features that it has alone",
        arguments: [0, 1, 2, 7, 8, 9, 21])
    func anyNumber(count: Int) throws {
        let session = try NetworkSession(SharedNetwork.network.get())
        let images = noise(21, side: 100)
        let features = try session.features(of: Array(images.prefix(count)))
        #expect(features.count == count * ResNet50.featureCount)
        guard count > 0 else { return }
        let alone = try session.features(of: [images[count - 1]])
        #expect(largestRelativeDifference(Array(features.suffix(ResNet50.featureCount)), alone) < 1e-5)
    }

    @Test("Two threads with a session each give the same bits as one")
    func twoThreads() async throws {
        let network = try SharedNetwork.network.get()
        let images = noise(5, side: 100)
        let expected = try NetworkSession(network).features(of: images)
        try await withThrowingTaskGroup(of: [Float].self) { group in
            for _ in 0..<2 { group.addTask { try NetworkSession(network).features(of: images) } }
            for try await features in group { #expect(features == expected) }
        }
    }

    @Test("Plans for smaller batches share the kernels of the largest")
    func sharedKernels() throws {
        let plans = try SharedNetwork.network.get().plans
        #expect(plans.map(\.images) == [8, 4, 2, 1])
        for plan in plans {
            for (step, first) in zip(plan.steps, plans[0].steps) {
                #expect(step.kernels == first.kernels)
            }
        }
    }

    @Test("No tensor is laid out anew between the first convolution and the pool")
    func noReorder() throws {
        for plan in try SharedNetwork.network.get().plans {
            #expect(plan.steps.dropLast().allSatisfy { $0.layer != nil })
        }
    }

    @Test("An image of another size is refused before anything is computed")
    func wrongSize() throws {
        let session = try NetworkSession(SharedNetwork.network.get())
        let narrow = RGBImage(width: 99, height: 100, pixels: Array(repeating: 0, count: 29_700))
        let images = noise(1, side: 100) + [narrow]
        #expect(throws: NetworkError.imageSize(width: 99, height: 100, expected: 100)) {
            try session.features(of: images)
        }
    }

    @Test("Weights so large that features overflow are an error that names the feature")
    func overflow() throws {
        var table = LayerTable(input: Shape(height: 4, width: 4, channels: 3))
        table.append("convolution", .convolution(1, 1, 0, 8))
        table.append("mean", .globalAveragePooling)
        let parameters = table.layers.flatMap(\.parameters)
        let tensors = parameters.map {
            Tensor(shape: $0.shape, values: Array(repeating: $0.role == .kernel ? 3e38 : 0, count: $0.count))
        }
        let network = try Network(table.layers, Weights(parameters, tensors: tensors), batchSize: 1)
        let white = RGBImage(width: 4, height: 4, pixels: Array(repeating: 255, count: 48))
        #expect(throws: NetworkError.notFinite(image: 0, feature: 0)) {
            try NetworkSession(network).features(of: [white])
        }
    }

    @Test("Batches of no images, or of too many, cannot be asked for", arguments: [0, -1, 1025])
    func batchSize(size: Int) {
        #expect(throws: NetworkError.batchSize(size)) {
            try Network(weights: SharedNetwork.weights, inputSize: 32, batchSize: size)
        }
    }

    @Test("Weights that lack a tensor make no network")
    func missingTensor() throws {
        let few = Weights.random(seed: 1, parameters: Array(ResNet50.parameters().prefix(3)))
        #expect(throws: WeightsError.missing("conv1_bn/beta", shape: [64])) {
            try Network(weights: few, inputSize: 32, batchSize: 1)
        }
    }
}

extension PlannedStep {
    /// Which pieces of memory hold its kernels.
    fileprivate var kernels: [ObjectIdentifier] {
        switch work {
        case let work as PrimitiveWork: work.kernel.map { [ObjectIdentifier($0.kernel)] } ?? []
        case let work as WinogradWork: work.kernels.matrices.map { ObjectIdentifier($0) }
        default: []
        }
    }
}
