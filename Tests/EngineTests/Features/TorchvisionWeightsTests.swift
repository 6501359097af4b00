import Foundation
import Testing

@testable import Engine

@Suite("Weights with torchvision's names")
struct TorchvisionWeightsTests {
    private static let parameters = [
        Parameter(layer: "conv1_conv", role: .kernel, shape: [1, 2, 3, 1]),
        Parameter(layer: "conv1_bn", role: .gamma, shape: [1]),
    ]

    @Test(
        "A kernel is turned about, and what features have no use for is left out", arguments: ["", "module."])
    func loaded(prefix: String) throws {
        let weights = try read([
            ("\(prefix)conv1.weight", "F32", [1, 3, 1, 2], bytes([1, 2, 3, 4, 5, 6] as [Float])),
            ("\(prefix)bn1.weight", "F32", [1], bytes([7] as [Float])),
            ("\(prefix)bn1.num_batches_tracked", "I64", [], bytes([1] as [Int64])),
            ("\(prefix)fc.weight", "F32", [1], bytes([Float.nan])),
            ("fc.bias", "F32", [1], bytes([8] as [Float])),
        ])
        #expect(weights["conv1_conv/kernel"]?.values == [1, 3, 5, 2, 4, 6])
        #expect(weights["conv1_bn/gamma"]?.values == [7])
        #expect(weights.variant == .torchvision)
    }

    @Test("float16 and bfloat16 are read as the numbers that they are")
    func halves() throws {
        let weights = try read([
            ("conv1.weight", "F16", [1, 3, 1, 2], bytes([0x3c00, 0, 0x4000, 0, 0x0001, 0] as [UInt16])),
            ("bn1.weight", "BF16", [1], bytes([0xc049] as [UInt16])),
        ])
        #expect(weights["conv1_conv/kernel"]?.values == [1, 2, 0x1p-24, 0, 0, 0])
        #expect(weights["conv1_bn/gamma"]?.values == [-3.140_625])
    }

    @Test("What does not fit is named as in the file, with the file's shapes")
    func refused() {
        let kernel = ("m.conv1.weight", "F32", [1, 3, 1, 2], bytes([1, 2, 3, 4, 5, 6] as [Float]))
        let gamma = ("m.bn1.weight", "F32", [1], bytes([7] as [Float]))
        let turned = ("m.conv1.weight", "F32", [1, 2, 3, 1], kernel.3)
        let other = ("m.conv2.weight", "F32", [1], gamma.3)
        let cases = [
            ([kernel], "tensor m.bn1.weight of shape [1]"),
            (
                [turned, gamma],
                "tensor m.conv1.weight has the shape [1, 2, 3, 1] where ResNet50 has [1, 3, 1, 2]"
            ),
            ([kernel, gamma, other], "m.conv2.weight"),
        ]
        for (tensors, text) in cases {
            let error = #expect(throws: WeightsError.self) { try read(tensors) }
            #expect(error?.description.contains(text) == true, "\(error?.description ?? "")")
        }
    }

    @Test("All weights of the variant come back from a file as they were, and say which they are")
    func wholeRoundTrip() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/weights.safetensors"
        let weights = Weights.random(seed: 3, variant: .torchvision)
        try weights.writeSafetensors(to: path)
        let read = try Weights(file: path)
        #expect(read.variant == .torchvision && read.digest == weights.digest)
        #expect(try Weights(file: path, variant: .torchvision).digest == weights.digest)
        let contradiction = WeightsError.otherVariant(path: path, found: "torchvision", asked: "keras")
        #expect(throws: contradiction) { try Weights(file: path, variant: .keras) }
    }

    @Test("A file of some other network is told from one that lacks something")
    func foreign() throws {
        let folder = try TemporaryFolder()
        let other = safetensors([("features.0.weight", "F32", [1], bytes([7] as [Float]))])
        let path = try folder.write(other, to: "vgg")
        #expect(throws: WeightsError.noneOfOurs(path: path, first: "features.0.weight")) {
            try Weights(file: path)
        }
        let empty = try folder.write(safetensors([]), to: "empty")
        #expect(throws: WeightsError.noneOfOurs(path: empty, first: nil)) { try Weights(file: empty) }
        let part = try folder.write(
            safetensors([("x.bn1.weight", "F32", [64], bytes([Float](repeating: 1, count: 64)))]), to: "part")
        #expect(throws: WeightsError.missing("x.conv1.weight", shape: [64, 3, 7, 7])) {
            try Weights(file: part)
        }
    }

    private func read(_ tensors: [StoredTensor]) throws -> Weights {
        let folder = try TemporaryFolder()
        let file = try openTensors(folder.write(safetensors(tensors), to: "w"))
        return try Weights(file, Self.parameters, .torchvision)
    }
}

private typealias StoredTensor = (name: String, type: String, shape: [Int], bytes: [UInt8])

/// A safetensors file, put together by hand.
private func safetensors(_ tensors: [StoredTensor]) -> [UInt8] {
    var data: [UInt8] = []
    let entries = tensors.map { tensor in
        let place = "\(data.count),\(data.count + tensor.bytes.count)"
        data += tensor.bytes
        let description = #"{"dtype":"\#(tensor.type)","shape":\#(tensor.shape),"data_offsets":[\#(place)]}"#
        return #""\#(tensor.name)":\#(description)"#
    }
    let header = "{" + entries.joined(separator: ",") + "}      "
    return bytes([UInt64(header.utf8.count)]) + Array(header.utf8) + data
}

private func bytes<Value: BitwiseCopyable>(_ values: [Value]) -> [UInt8] {
    values.withUnsafeBytes { Array($0) }
}
