import Testing

@testable import Plot

@Suite("Scales")
struct ScaleTests {
    @Test(
        "ticks are 1, 2 or 5 times powers of ten, no more than asked for, inside the domain",
        arguments: [
            (0.0, 100.0, 6, ["0", "20", "40", "60", "80", "100"]),
            (60, 100, 5, ["60", "70", "80", "90", "100"]),
            (-1, 1, 5, ["-1", "-0.5", "0", "0.5", "1"]), (0, 0.003, 4, ["0", "0.001", "0.002", "0.003"]),
            (3, 97, 4, ["20", "40", "60", "80"]), (3, 97, 3, ["50"]), (0, 4e-9, 3, ["0", "2e-9", "4e-9"]),
            (0, 40_000, 5, ["0", "10k", "20k", "30k", "40k"]),
            (0, 2_500_000, 3, ["0", "1M", "2M"]), (1, 2048, 5, ["500", "1000", "1500", "2000"]),
        ] as [(Double, Double, Int, [String])])
    func linear(low: Double, high: Double, limit: Int, labels: [String]) {
        #expect(Scale(low...high).ticks(limit: limit).map(\.label) == labels)
    }

    @Test(
        "a logarithm thins its ticks from 1-2-5 over 1-3 to powers of ten",
        arguments: [
            (1.0, 2048.0, 11, ["1", "2", "5", "10", "20", "50", "100", "200", "500", "1000", "2000"]),
            (1, 2048, 8, ["1", "3", "10", "30", "100", "300", "1000"]),
            (1, 2048, 5, ["1", "10", "100", "1000"]),
            (1e-3, 1e9, 4, ["1", "10k", "100M"]), (0.01, 0.1, 4, ["0.01", "0.02", "0.05", "0.1"]),
            (120, 180, 4, ["120", "140", "160", "180"]),
        ] as [(Double, Double, Int, [String])])
    func logarithmic(low: Double, high: Double, limit: Int, labels: [String]) {
        #expect(Scale(low...high, .log10).ticks(limit: limit).map(\.label) == labels)
    }

    @Test(
        "the ends of the domain are the first and the last dot, and values come back from where they went",
        arguments: [Scale.Kind.linear, .log10])
    func mapping(kind: Scale.Kind) {
        let scale = Scale(1...2048, kind)
        #expect(scale.dot(of: 1, over: 90) == 0)
        #expect(scale.dot(of: 2048, over: 90) == 89)
        for value in [1.0, 2, 42, 220, 2048] {
            #expect(abs(scale.value(at: scale.fraction(of: value)) - value) < 1e-9 * value)
        }
    }

    @Test("a logarithm gives each factor the same room")
    func factors() {
        let scale = Scale(1...10_000, .log10)
        #expect([1, 10, 100, 1_000, 10_000].map { scale.dot(of: $0, over: 41) } == [0, 10, 20, 30, 40])
    }

    @Test("what has no place gets none, what is far away stays far away")
    func noPlace() {
        #expect(Scale(1...10, .log10).dot(of: 0, over: 10) == nil)
        #expect(Scale(1...10, .log10).dot(of: -3, over: 10) == nil)
        #expect(Scale(0...1).dot(of: .nan, over: 10) == nil)
        #expect(Scale(0...1).dot(of: 1e300, over: 10) == 1_000_000)
    }

    @Test(
        "domains that cannot be spanned are mended",
        arguments: [
            Scale(5...5), Scale(0...0), Scale(1e20...1e20), Scale(-.infinity ... .infinity),
            Scale(7...7, .log10),
            Scale(-3 ... -1, .log10), Scale(0...100, .log10), Scale(1...(.infinity), .log10),
        ])
    func degenerate(scale: Scale) {
        #expect(scale.domain.lowerBound < scale.domain.upperBound)
        #expect(scale.kind == .linear || scale.domain.lowerBound > 0)
        #expect(scale.fraction(of: scale.domain.lowerBound) == 0)
        #expect(abs(scale.fraction(of: scale.domain.upperBound) - 1) < 1e-12)
        #expect(scale.ticks(limit: 5).count <= 5)
    }

    private static let least = Double.leastNonzeroMagnitude

    @Test(
        "the smallest and the largest numbers are no trap", arguments: [Scale.Kind.linear, .log10],
        [
            least...least, 0...least, least...1, least...1e308, (least * 1e14)...(least * 1e15),
            (.greatestFiniteMagnitude)...(.greatestFiniteMagnitude), 1...(.greatestFiniteMagnitude),
        ] as [ClosedRange<Double>])
    func extremes(kind: Scale.Kind, domain: ClosedRange<Double>) {
        let scale = Scale(domain, kind)
        #expect(scale.ticks(limit: 5).count <= 5)
        #expect(scale.dot(of: scale.domain.lowerBound, over: 10) == 0)
        #expect(scale.dot(of: scale.domain.upperBound, over: 10) == 9)
    }

    @Test("never more ticks than asked for, and they rise", arguments: [Scale.Kind.linear, .log10])
    func limits(kind: Scale.Kind) {
        for exponent in -12...12 {
            let unit = (0..<abs(exponent)).reduce(1.0) { power, _ in exponent < 0 ? power / 10 : power * 10 }
            for (low, high) in [(1.0, 1.7), (0.3, 9.1), (1, 1_000), (2.5, 2.6)] {
                for limit in 1...12 {
                    let ticks = Scale((low * unit)...(high * unit), kind).ticks(limit: limit)
                    #expect(ticks.count <= limit)
                    #expect(zip(ticks, ticks.dropFirst()).allSatisfy { $0.value < $1.value })
                    #expect(Set(ticks.map(\.label)).count == ticks.count)
                }
            }
        }
    }
}
