// From values to places along an axis, and the round values that deserve a tick. Pure arithmetic, no drawing.

import Foundation

/// One direction of a chart: which values it spans, and how they are spread over its length.
public struct Scale: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        case linear
        /// Each factor of ten takes the same length.
        case log10
    }

    /// A round value and how it is written.
    public struct Tick: Hashable, Sendable {
        public let value: Double
        public let label: String
    }

    public let kind: Kind
    /// The values at the two ends, the first below the second.
    public let domain: ClosedRange<Double>

    /// - Parameter domain: What a scale cannot span is mended: a single value gets room on both sides, a logarithm
    ///   starts above 0 and stays within 1e-150…1e150, what is not finite becomes 0…1 (1…10 on a logarithmic scale).
    public init(_ domain: ClosedRange<Double>, _ kind: Kind = .linear) {
        self.kind = kind
        self.domain = Self.mended(domain, kind)
    }

    /// Where a value lies: 0 at the start of the domain, 1 at its end; below and above outside of it.
    public func fraction(of value: Double) -> Double {
        switch kind {
        case .linear:
            return (value - domain.lowerBound) / (domain.upperBound - domain.lowerBound)
        case .log10:
            guard value > 0 else { return value.isNaN ? .nan : -.infinity }
            // Not the logarithm of a quotient, which may overflow.
            let start = log(domain.lowerBound)
            return (log(value) - start) / (log(domain.upperBound) - start)
        }
    }

    /// The value at a fraction: what `fraction(of:)` undoes.
    public func value(at fraction: Double) -> Double {
        switch kind {
        case .linear: domain.lowerBound + fraction * (domain.upperBound - domain.lowerBound)
        case .log10: domain.lowerBound * pow(domain.upperBound / domain.lowerBound, fraction)
        }
    }

    /// The dot of a value when the domain is spread over `dots` of them: 0 its start, `dots - 1` its end.
    ///
    /// Values outside give dots outside; nil for a value that has no place (not a number, or no logarithm).
    public func dot(of value: Double, over dots: Int) -> Int? {
        let position = fraction(of: value) * Double(dots - 1)
        // Far outside is far enough: a line to there leaves the chart at the same edge.
        guard position.isFinite else { return nil }
        return Int(max(-1e6, min(1e6, position)).rounded())
    }

    /// Round values inside the domain, rising, at most `limit` of them: 1, 2 or 5 times powers of ten.
    public func ticks(limit: Int) -> [Tick] {
        guard limit > 0 else { return [] }
        if kind == .log10, let ticks = logarithmicTicks(limit: limit) { return ticks }
        return linearTicks(limit: limit)
    }

    private func linearTicks(limit: Int) -> [Tick] {
        let span = domain.upperBound - domain.lowerBound
        var step = pow(10, Foundation.log10(span / Double(limit)).rounded(.down))
        // A domain may hold one tick more than steps; growing by 2, 2.5, 2 keeps steps at 1, 2, 5, 10.
        var factors = [2, 2.5, 2].makeIterator()
        while Self.multiples(of: step, in: domain).count > limit {
            guard let factor = factors.next() else {
                factors = [2, 2.5, 2].makeIterator()
                continue
            }
            step *= factor
        }
        return Self.multiples(of: step, in: domain).map { index in
            let value = Double(index) * step
            return Tick(value: value, label: ChartNumber.tick(value, step: step))
        }
    }

    private static func multiples(of step: Double, in domain: ClosedRange<Double>) -> Range<Int> {
        // A hair of tolerance, so that the ends of a domain get their ticks in spite of rounding.
        let first = (domain.lowerBound / step - 1e-9).rounded(.up)
        let last = (domain.upperBound / step + 1e-9).rounded(.down)
        guard first.magnitude < 1e15, last.magnitude < 1e15, first <= last else { return 0..<0 }
        return Int(first)..<(Int(last) + 1)
    }

    /// Of the decades 1-2-5, or the powers of ten, or every n-th of those; nil where the domain holds less than two.
    private func logarithmicTicks(limit: Int) -> [Tick]? {
        let first = Int(Foundation.log10(domain.lowerBound).rounded(.down))
        let last = Int(Foundation.log10(domain.upperBound).rounded(.up))
        let decades = Array(first...last)
        for mantissas in [[1.0, 2, 5], [1.0, 3], [1.0]] {
            let ticks = ticks(at: mantissas, decades)
            if ticks.count <= limit { return ticks.count < 2 ? nil : ticks }
        }
        let every = (decades.count + limit - 1) / limit
        return ticks(at: [1], decades.filter { $0 % every == 0 }).suffix(limit)
    }

    private func ticks(at mantissas: [Double], _ decades: [Int]) -> [Tick] {
        let edges = (domain.lowerBound * (1 - 1e-9))...(domain.upperBound * (1 + 1e-9))
        var ticks: [Tick] = []
        for decade in decades {
            for value in mantissas.map({ $0 * pow(10, Double(decade)) }) where edges.contains(value) {
                ticks.append(Tick(value: value, label: ChartNumber.tick(value, step: value)))
            }
        }
        return ticks
    }

    private static func mended(_ domain: ClosedRange<Double>, _ kind: Kind) -> ClosedRange<Double> {
        var (low, high) = (domain.lowerBound, domain.upperBound)
        guard low.isFinite, high.isFinite, (high - low).isFinite else {
            return kind == .linear ? 0...1 : 1...10
        }
        switch kind {
        case .linear:
            let smallest = max(1e-12, max(low.magnitude, high.magnitude) * 1e-9)
            let (room, largest) = (max(0.5, smallest), Double.greatestFiniteMagnitude)
            if high - low < smallest { (low, high) = (max(-largest, low - room), min(largest, high + room)) }
        case .log10:
            if high <= 0 { return 1...10 }
            high = max(1e-149, min(high, 1e150))
            low = low <= 0 ? min(1, high / 10) : max(1e-150, min(low, high))
            if high / low < 1.000_001 { (low, high) = (low / 2, high * 2) }
        }
        return low...high
    }
}
