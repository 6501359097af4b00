import Testing

@testable import Engine

@Suite("Strides that move up to where they spare work")
struct StrideHoistingTests {
    @Test("Keras's blocks that begin with a stride let the block before compute a quarter")
    func keras() throws {
        let steps = hoistingStrides(try fused(ResNet50.layers(inputSize: 100)))
        #expect(
            strided(steps) == [
                "conv1_conv", "conv2_block3_2_conv", "conv3_block4_2_conv", "conv4_block6_2_conv",
            ])
        let thinned = steps.filter { if case .subsampling = $0.kind { true } else { false } }.map(\.output)
        #expect(thinned == ["conv2_block2_out/2", "conv3_block3_out/2", "conv4_block5_out/2"])
        let last = try #require(steps.first { $0.output == "conv2_block3_out" })
        #expect(last.outputShape == Shape(height: 13, width: 13, channels: 256))
    }

    @Test("torchvision's blocks read all of their input, so nothing moves")
    func torchvision() throws {
        let steps = try fused(ResNet50.layers(inputSize: 100, variant: .torchvision))
        #expect(strided(hoistingStrides(steps)) == strided(steps))
    }

    @Test("An output that is wanted whole stays so")
    func kept() throws {
        let steps = hoistingStrides(
            try fused(ResNet50.layers(inputSize: 100)), keeping: ["conv2_block3_out"])
        #expect(steps.first { $0.output == "conv2_block3_out" }?.outputShape.height == 25)
        #expect(strided(steps).contains("conv3_block1_1_conv"))
        #expect(strided(steps).contains("conv4_block6_2_conv"))
    }

    @Test("The features are those of the network as it stands", arguments: [32, 100])
    func sameFeatures(side: Int) throws {
        let layers = try ResNet50.layers(inputSize: side)
        let images = noise(2, side: side)
        let hoisted = try Network(layers, SharedNetwork.weights, batchSize: 2)
        let whole = try Network(
            layers, SharedNetwork.weights, batchSize: 2, keeping: Set(layers.map(\.name)))
        #expect(hoisted.steps.count == whole.steps.count + 3)
        let expected = try NetworkSession(whole).features(of: images)
        #expect(largestRelativeDifference(try NetworkSession(hoisted).features(of: images), expected) < 1e-4)
    }

    /// The convolutions with a stride.
    private func strided(_ steps: [FusedStep]) -> [String] {
        steps.compactMap { step in
            guard case .convolution(let convolution) = step.kind, convolution.stride > 1 else { return nil }
            return convolution.layer.name
        }
    }
}
