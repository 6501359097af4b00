import Testing

@testable import Engine

@Suite("The table of ResNet50")
struct ResNet50Tests {
    @Test("Has Keras's layers, in order, with its types, output shapes and parameters")
    func kerasLayers() throws {
        let golden: ResNet50Golden = try Golden.decode("resnet50/golden.json")
        let layers = try ResNet50.layers(inputSize: golden.inputSize)
        #expect(layers.count == golden.layers.count)
        for (layer, keras) in zip(layers, golden.layers) {
            #expect(layer.name == keras.name)
            #expect(layer.parameters.reduce(0) { $0 + $1.count } == keras.parameters, "\(layer.name)")
            let shape = layer.output
            let shapes = [[shape.height, shape.width, shape.channels], [shape.channels]]
            #expect(shapes.contains(keras.shape), "\(layer.name)")
        }
    }

    @Test("The summary names each layer with Keras's type and the three totals")
    func summary() throws {
        let golden: ResNet50Golden = try Golden.decode("resnet50/golden.json")
        let table = try ModelSummary.table(inputSize: golden.inputSize)
        let lines = table.split(separator: "\n").map(String.init)
        let rows = lines.dropFirst(2).prefix(golden.layers.count)
        for (row, keras) in zip(rows, golden.layers) {
            #expect(row.split(separator: " ").prefix(2).map(String.init) == [keras.name, keras.type])
        }
        #expect(
            lines.suffix(3) == [
                "Total parameters: 23,587,712", "Trainable parameters: 23,534,592",
                "Non-trainable parameters: 53,120",
            ])
        let row = "conv1_conv           Conv2D                  (None, 50, 50, 64)        9,472  conv1_pad"
        #expect(lines[4] == row)
        #expect(lines.allSatisfy { $0.count < 120 && !$0.hasSuffix(" ") })
    }

    @Test("Ends in one value a channel for any input size", arguments: [32, 33, 64, 100, 224, 331])
    func anySize(size: Int) throws {
        let layers = try ResNet50.layers(inputSize: size)
        #expect(layers.last?.output == Shape(height: 1, width: 1, channels: ResNet50.featureCount))
        #expect(layers.flatMap(\.parameters) == ResNet50.parameters())
    }

    @Test("Refuses sizes that it cannot work on, in one sentence", arguments: [31, 0, -1, 16_385, .max])
    func refusedSize(size: Int) {
        #expect(throws: NetworkError.inputSize(size)) { try ResNet50.layers(inputSize: size) }
        #expect(throws: NetworkError.inputSize(size)) { try ModelSummary.table(inputSize: size) }
        #expect("\(NetworkError.inputSize(size))".contains("32 to 16384 pixels"))
    }

    @Test("Becomes 53 convolutions and two pools, and every sum is taken in a convolution")
    func fusion() throws {
        let steps = try fused(ResNet50.layers(inputSize: 100))
        let convolutions = steps.compactMap { step in
            if case .convolution(let it) = step.kind { it } else { nil }
        }
        #expect(steps.count == 55)
        #expect(convolutions.count == 53)
        #expect(convolutions.filter { $0.residual != nil }.count == 16)
        #expect(convolutions.filter { !$0.relu }.count == 4)
        #expect(convolutions.allSatisfy { $0.normalization != nil })
        #expect(Set(ResNet50.stageOutputs).isSubset(of: steps.map(\.output)))
    }

    @Test("A layer that cannot ride along is refused and not left out")
    func noFusion() {
        var table = LayerTable(input: Shape(height: 8, width: 8, channels: 3))
        table.append("alone", .relu)
        #expect(throws: NetworkError.layer("alone")) { try fused(table.layers) }

        // Somebody else reads what the convolution gives, so ReLU may not change it there.
        table = LayerTable(input: Shape(height: 8, width: 8, channels: 3))
        let it = Convolution(filters: 3, kernel: 1, stride: 1, padding: 0, hasBias: true)
        table.append("convolution", .convolution(it))
        table.append("relu", .relu)
        table.append("sum", .add, after: ["convolution", "relu"])
        #expect(throws: NetworkError.layer("relu")) { try fused(table.layers) }
    }
}

/// What `Tests/Oracles/resnet50.py` writes.
struct ResNet50Golden: Decodable {
    struct Stage: Decodable {
        let name: String
        let mean: Double
        let deviation: Double
    }

    struct KerasLayer: Decodable {
        let name: String
        let type: String
        /// Without the batch.
        let shape: [Int]
        let parameters: Int
    }

    /// The photographs' paths, from the checkout.
    let images: [String]
    let inputSize: Int
    let stages: [Stage]
    let layers: [KerasLayer]
}
