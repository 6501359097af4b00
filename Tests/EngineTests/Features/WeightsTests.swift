import Testing

@testable import Engine

@Suite("Weights")
struct WeightsTests {
    @Test(
        "Random kernels begin as an independent xoshiro256** says",
        arguments: [
            ("conv1_conv/kernel", [-0.0035780759062618017, 0.01753251999616623, 0.02409716136753559]),
            ("conv5_block3_3_conv/kernel", [0.02464590035378933, 0.01054740697145462, -0.04514060914516449]),
        ] as [(String, [Float])])
    func firstValues(name: String, expected: [Float]) {
        #expect(SharedNetwork.weights[name]?.values.prefix(3).elementsEqual(expected) == true)
    }

    @Test("The generator gives the published numbers for seed 0")
    func generator() {
        var generator = Xoshiro256(seed: 0)
        let numbers = (0..<3).map { _ in generator.next() }
        #expect(
            numbers == [11_091_344_671_253_066_420, 13_793_997_310_169_335_082, 1_900_383_378_846_508_768])
    }

    @Test("Kernels are spread evenly between Glorot's limits, everything else changes nothing")
    func distribution() throws {
        for parameter in ResNet50.parameters() {
            let values = try SharedNetwork.weights.tensor(parameter).values
            switch parameter.role {
            case .kernel where parameter.count < 100_000:
                let fans = parameter.shape[0] * parameter.shape[1] * (parameter.shape[2] + parameter.shape[3])
                let limit = (6 / Double(fans)).squareRoot()
                let doubles = values.map(Double.init)
                let mean = doubles.reduce(0, +) / Double(values.count)
                let square = doubles.map { $0 * $0 }.reduce(0, +) / Double(values.count)
                #expect(values.allSatisfy { abs(Double($0)) <= limit * 1.000_001 })
                #expect(abs(mean) < 0.05 * limit, "\(parameter.name)")
                #expect(abs(square / (limit * limit / 3) - 1) < 0.05, "\(parameter.name)")
            case .kernel: break
            case .gamma, .movingVariance: #expect(values.allSatisfy { $0 == 1 })
            case .bias, .beta, .movingMean: #expect(values.allSatisfy { $0 == 0 })
            }
        }
    }

    @Test("Another seed gives other kernels, and the digest tells them apart")
    func digest() {
        let parameters = Array(ResNet50.parameters().prefix(6))
        let digests = [1, 1, 2].map { Weights.random(seed: $0, parameters: parameters).digest }
        #expect(digests[0] == digests[1])
        #expect(digests[0] != digests[2])
        #expect(digests[0].count == 16)
    }
}
