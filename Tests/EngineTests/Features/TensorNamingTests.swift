import Testing

@testable import Engine

@Suite("Names and layouts of both libraries")
struct TensorNamingTests {
    @Test(
        "A layer's tensors have the names of torchvision's modules",
        arguments: [
            ("conv1_conv/kernel", "conv1.weight"), ("conv1_bn/gamma", "bn1.weight"),
            ("conv1_bn/moving_mean", "bn1.running_mean"),
            ("conv2_block1_0_conv/kernel", "layer1.0.downsample.0.weight"),
            ("conv3_block1_0_bn/moving_variance", "layer2.0.downsample.1.running_var"),
            ("conv4_block6_2_conv/kernel", "layer3.5.conv2.weight"),
            ("conv5_block3_3_bn/beta", "layer4.2.bn3.bias"),
        ])
    func torchvisionNames(keras: String, torchvision: String) throws {
        let parameters = ResNet50.parameters(of: .torchvision)
        let parameter = try #require(parameters.first { $0.name == keras })
        #expect(TensorNaming.torchvision.name(of: parameter) == torchvision)
        #expect(TensorNaming.keras.name(of: parameter) == keras)
    }

    @Test("No two tensors share a name, and each of 53 convolutions and batch norms has its five")
    func distinct() {
        let parameters = ResNet50.parameters(of: .torchvision)
        #expect(Set(parameters.map(TensorNaming.torchvision.name(of:))).count == 53 * 5)
        #expect(parameters.count == 53 * 5)
        #expect(parameters.filter(\.isTrainable).reduce(0) { $0 + $1.count } == 23_508_032)
    }

    @Test("A kernel's axes go from (out, in, height, width) to (height, width, in, out), and back")
    func axes() {
        // Each value tells its place in the file: thousands the output channel, hundreds the input channel and so on.
        let parameter = Parameter(layer: "conv1_conv", role: .kernel, shape: [2, 3, 4, 5])
        #expect(TensorNaming.torchvision.shape(of: parameter) == [5, 4, 2, 3])
        let stored = places([5, 4, 2, 3]).map { Float($0[0] * 1000 + $0[1] * 100 + $0[2] * 10 + $0[3]) }
        let ours = places([2, 3, 4, 5]).map { Float($0[3] * 1000 + $0[2] * 100 + $0[0] * 10 + $0[1]) }
        #expect(TensorNaming.torchvision.ours(stored, of: parameter) == ours)
        #expect(TensorNaming.torchvision.stored(ours, of: parameter) == stored)
        #expect(TensorNaming.keras.ours(stored, of: parameter) == stored)
    }

    /// Every index into a tensor of four axes, row-major.
    private func places(_ shape: [Int]) -> [[Int]] {
        shape.reduce([[]]) { places, count in places.flatMap { place in (0..<count).map { place + [$0] } } }
    }

    @Test(
        "The text before the network's names is found whatever else is in the file",
        arguments: [
            (["conv1.weight", "bn1.bias", "fc.weight"], ""),
            (["module.conv1.weight", "module.layer1.0.conv1.weight", "module.fc.bias"], "module."),
            (["a.backbone.bn1.weight", "a.backbone.layer4.2.bn3.bias", "head.conv1.x"], "a.backbone."),
            (["layer1.0.conv1.weight", "layer1.0.bn1.weight"], ""), (["x", "", ".", "conv12.weight"], ""),
        ])
    func prefixes(names: [String], prefix: String) {
        #expect(TensorNaming.torchvision.prefix(of: names) == prefix)
        #expect(TensorNaming.keras.prefix(of: names) == "")
    }
}

@Suite("Half precision to float32")
struct HalfPrecisionTests {
    @Test(
        "binary16: zeros, the least and greatest numbers, one and its neighbour, infinities",
        arguments: [
            (0x0000, 0), (0x8000, -0.0), (0x0001, 0x1p-24), (0x83ff, -0x3ffp-24), (0x0400, 0x1p-14),
            (0x3c00, 1), (0x3c01, 1.000_976_562_5), (0xc000, -2), (0x7bff, 65504), (0xfc00, -.infinity),
        ] as [(UInt16, Float)])
    func binary16(bits: UInt16, value: Float) {
        #expect([Float](binary16: [bits])[0].bitPattern == value.bitPattern)
    }

    @Test(
        "bfloat16 is float32's upper half",
        arguments: [(0x0000, 0), (0x3f80, 1), (0xc049, -3.140_625), (0x7f80, .infinity)]
            as [(UInt16, Float)])
    func bfloat16(bits: UInt16, value: Float) {
        #expect([Float](bfloat16: [bits])[0].bitPattern == value.bitPattern)
    }

    @Test("NaNs stay NaNs")
    func notANumber() {
        #expect([Float](binary16: [0x7e00, 0xfc01]).allSatisfy { $0.isNaN })
        #expect([Float](bfloat16: [0x7fc0]).allSatisfy { $0.isNaN })
    }
}
