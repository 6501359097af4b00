import TestSupport
import Testing

@testable import Engine

@Suite("Keras's weights in HDF5 files")
struct KerasHDF5Tests {
    /// The layers of the files that `Tests/Oracles/hdf5.py` writes: a convolution and a batch norm of two channels.
    private static let parameters: [Parameter] = {
        let kernel = Parameter(layer: "conv1_conv", role: .kernel, shape: [2, 1, 3, 2])
        let bias = Parameter(layer: "conv1_conv", role: .bias, shape: [2])
        let roles: [Parameter.Role] = [.gamma, .beta, .movingMean, .movingVariance]
        return [kernel, bias] + roles.map { Parameter(layer: "conv1_bn", role: $0, shape: [2]) }
    }()

    @Test(
        "Every layout that Keras has had gives each variable its values",
        arguments: ["legacy.h5", "published.h5", "model.h5", "keras3.weights.h5", "wide.h5"])
    func layouts(file: String) throws {
        let weights = try read(Golden.data("hdf5/\(file)"))
        for (number, parameter) in Self.parameters.enumerated() {
            let expected = (0..<parameter.count).map { Float(100 * number + $0) }
            #expect(weights[parameter.name]?.values == expected, "\(parameter.name)")
        }
        #expect(weights.variant == .keras)
    }

    @Test(
        "Values that are stored in a way that could make room for more than there is, or reach elsewhere, are refused",
        arguments: [
            ("compressed", "conv1_conv/conv1_conv/kernel:0 is compressed"),
            ("external", "the values of conv1_conv/conv1_conv/kernel:0 lie in another file"),
            ("virtual", "the values of conv1_conv/conv1_conv/kernel:0 lie in another file"),
            ("integers", "the values of conv1_conv/conv1_conv/kernel:0 are not floating point"),
            ("empty", "conv1_conv/conv1_conv/kernel:0 holds fewer values than its shape says"),
            ("soft", "conv1_conv/conv1_conv/kernel:0 is a link to somewhere else"),
            ("outside", "conv1_conv/conv1_conv/kernel:0 is a link to somewhere else"),
            ("loop", "its groups are nested too deeply"),
        ])
    func refused(file: String, reason: String) throws {
        let bytes = try Array(Golden.data("hdf5/\(file).h5"))
        let error = #expect(throws: WeightsError.self) { try read(bytes) }
        let sentence = error?.description ?? ""
        #expect(sentence.contains("are no sound HDF5 file: \(reason)"), "\(sentence)")
    }

    @Test("A file cut off anywhere is refused")
    func cut() throws {
        let bytes = try Array(Golden.data("hdf5/published.h5"))
        for length in stride(from: 8, to: bytes.count, by: 97) {
            #expect(throws: WeightsError.self) { try read(bytes.prefix(length)) }
        }
    }

    @Test(
        "A file with bytes changed at random is refused with a sentence, or holds what it says",
        arguments: ["published.h5", "keras3.weights.h5"])
    func flipped(file: String) throws {
        let sound = try Array(Golden.data("hdf5/\(file)"))
        var generator = SplitMix(seed: 7)
        var refused = 0
        for _ in 0..<400 {
            var bytes = sound
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let place = Int.random(in: 8..<bytes.count, using: &generator)
                bytes[place] = .random(in: 0...255, using: &generator)
            }
            do {
                let weights = try read(bytes)
                for parameter in Self.parameters {
                    #expect(weights[parameter.name]?.values.count == parameter.count)
                }
            } catch let error as WeightsError {
                refused += 1
                #expect(!error.description.isEmpty)
            }
        }
        #expect((1..<400).contains(refused))
    }

    @Test("A tensor of another shape, one too many and one too few are named with their shapes")
    func shapes() throws {
        let bytes = try Array(Golden.data("hdf5/keras3.weights.h5"))
        var parameters = Self.parameters
        parameters[1] = Parameter(layer: "conv1_conv", role: .bias, shape: [64])
        #expect(throws: WeightsError.wrongShape("conv1_conv/bias", found: [2], expected: [64])) {
            try read(bytes, parameters)
        }
        #expect(throws: WeightsError.unexpected("conv1_bn/moving_variance", shape: [2])) {
            try read(bytes, Self.parameters.dropLast())
        }
        let more = Parameter(layer: "conv9", role: .bias, shape: [3])
        #expect(throws: WeightsError.missing("conv9/bias", shape: [3])) {
            try read(bytes, Self.parameters + [more])
        }
    }

    @Test(
        "A dataset's path tells the variable",
        arguments: [
            ("conv1_conv/conv1_conv/kernel:0", "conv1_conv/kernel"),
            ("model_weights/conv5_block3_3_bn/conv5_block3_3_bn/gamma:0", "conv5_block3_3_bn/gamma"),
            ("resnet50/conv1_bn/moving_mean:0", "conv1_bn/moving_mean"),
            ("layers/conv2d/vars/1", "conv1_conv/bias"),
            // The fourth convolution in Keras's order is the shortcut's.
            ("layers/conv2d_3/vars/0", "conv2_block1_0_conv/kernel"),
            ("layers/batch_normalization_52/vars/3", "conv5_block3_3_bn/moving_variance"),
            ("layers/functional/layers/conv2d_52/vars/0", "conv5_block3_3_conv/kernel"),
            ("layers/conv2d_53/vars/0", "layers/conv2d_53/vars/0"),
            ("layers/conv2d/vars/2", "layers/conv2d/vars/2"),
            ("layers/conv2d_x/vars/0", "layers/conv2d_x/vars/0"),
            ("layers/dense/vars/0", "layers/dense/vars/0"), ("vars/0", "vars/0"), ("x", "x"),
        ])
    func names(dataset: String, variable: String) {
        #expect(KerasVariables().name(of: dataset) == variable)
    }

    @Test("A classifier and an optimizer's state may be in the file")
    func superfluous() {
        let names = [
            "predictions/kernel", "layers/dense/vars/0", "predictions/predictions/bias:0", "optimizer/vars/0",
        ]
        for name in names { #expect(TensorNaming.keras.isSuperfluous(name)) }
        #expect(!TensorNaming.keras.isSuperfluous("conv1_conv/kernel"))
    }

    private func read(
        _ bytes: some Sequence<UInt8>, _ parameters: some Sequence<Parameter> = parameters
    ) throws -> Weights {
        let folder = try TemporaryFolder()
        return try Weights(openTensors(folder.write(Array(bytes), to: "w")), Array(parameters))
    }
}
