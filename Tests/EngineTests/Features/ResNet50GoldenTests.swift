import Foundation
import Testing

@testable import Engine

@Suite("ResNet50 against Keras, on pictures of the sample data")
struct ResNet50GoldenTests {
    @Test("Features of photographs agree within 1e-3, and point the same way")
    func features() throws {
        let keras = try Oracle.features()
        let session = try NetworkSession(SharedNetwork.network.get())
        let features = try session.features(of: Oracle.photographs())
        #expect(features.count == keras.count && keras.count >= 8 * ResNet50.featureCount)
        for start in stride(from: 0, to: keras.count, by: ResNet50.featureCount) {
            let (ours, theirs) = (features[start...].prefix(2048), keras[start...].prefix(2048))
            #expect(largestRelativeDifference(Array(ours), Array(theirs)) < 1e-3)
            #expect(cosine(ours, theirs) > 0.999_999_9)
        }
    }

    @Test("Every stage's output has the same mean and standard deviation")
    func stages() throws {
        let golden = try Oracle.golden()
        let network = try Network(
            ResNet50.layers(inputSize: 100), SharedNetwork.weights, batchSize: 4,
            keeping: Set(ResNet50.stageOutputs))
        let session = try NetworkSession(network)
        let outputs = try session.activations(of: Set(golden.stages.map(\.name)), for: Oracle.photographs())
        #expect(golden.stages.map(\.name) == ResNet50.stageOutputs)
        for stage in golden.stages {
            let values = outputs[stage.name, default: []].map(Double.init)
            let mean = values.reduce(0, +) / Double(values.count)
            let squares = values.map { ($0 - mean) * ($0 - mean) }
            let deviation = (squares.reduce(0, +) / Double(values.count)).squareRoot()
            #expect(abs(mean / stage.mean - 1) < 1e-5, "\(stage.name)")
            #expect(abs(deviation / stage.deviation - 1) < 1e-5, "\(stage.name)")
        }
    }
}

/// What `Tests/Oracles/resnet50.py` left, and the photographs that it read.
private enum Oracle {
    private static let checkout = URL(fileURLWithPath: #filePath)
        .appending(path: "../../../..").standardizedFileURL

    static func golden() throws -> ResNet50Golden { try Golden.decode("resnet50/golden.json") }

    /// Decoded, not preprocessed.
    static func photographs() throws -> [RGBImage] {
        let decoder = try JPEGDecoder()
        return try golden().images.map { path in
            try decoder.decode(Array(Data(contentsOf: checkout.appending(path: path))))
        }
    }

    /// `(n, 2048)`: the values of a NumPy file of float32, which follow a header of the length in its bytes 8 and 9.
    static func features() throws -> [Float] {
        let bytes = Array(try Golden.data("resnet50/features.npy"))
        let start = 10 + Int(bytes[8]) + Int(bytes[9]) << 8
        return bytes[start...].withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
    }
}
