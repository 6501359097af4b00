import TestSupport
import Testing

@testable import Engine

@Suite("A trial of nearest neighbours")
struct NeighbourTrialTests {
    private let heldOut = HeldOut(of: [], mostQueries: 1, mostReferences: 1)

    @Test("tells accuracy and changes by k, and nothing where nothing was tried")
    func lookup() {
        let trial = NeighbourTrial(
            heldOut: heldOut, categories: [0, 1, 1, 2],
            nearest: [0, 0, 0, 0] + [0, 1, 0, 2] + [0, 1, 1, 2],
            nearestByFeatures: [0, 1, 1, 0])
        #expect(trial.count == 4 && trial.components == 3)
        #expect((1...3).map { trial.accuracy($0) } == [0.25, 0.75, 1])
        #expect(trial.accuracyByFeatures == 0.75)
        #expect((1...3).map { trial.changed(at: $0) } == [2, 2, 1])
        #expect(trial.changed(at: 1, from: 3) == 3)
        #expect(trial.changed(at: 2, from: 2) == 0)
        for k in [0, -1, 4] {
            #expect(trial.accuracy(k) == nil && trial.changed(at: k) == nil)
            #expect(trial.changed(at: 1, from: k) == nil)
        }
    }

    @Test("of nobody has no accuracy")
    func empty() {
        let trial = NeighbourTrial(heldOut: heldOut, categories: [], nearest: [], nearestByFeatures: [])
        #expect(trial.accuracies.isEmpty && trial.accuracyByFeatures == nil && trial.changed(at: 1) == nil)
    }

    @Test("by one component at a time finds what distances written out find", arguments: [UInt64(1), 2, 3])
    func kernel(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let (count, components) = (37, 9)
        let points = random.rows(count, components)
        let point = random.rows(1, components)
        let columns = (0..<components).flatMap { k in (0..<count).map { points[$0 * components + k] } }
        var distances = [Float](repeating: 0, count: count)
        let found = nearestByComponent(
            to: point, in: columns, components: components, count: count, distances: &distances)
        for k in 1...components {
            let naive = (0..<count).map { row in
                (0..<k).reduce(Float(0)) { sum, column in
                    let difference = points[row * components + column] - point[column]
                    return sum + difference * difference
                }
            }
            #expect(found[k - 1] == naive.indices.min { naive[$0] < naive[$1] })
        }
    }

    @Test("nearest rows are those of a full sort, whatever their number", arguments: [1, 3, 20, 60])
    func nearestRows(limit: Int) {
        var random = SplitMix(seed: 5)
        let (count, columns) = (50, 21)
        let points = random.rows(count, columns)
        func distance(_ row: Int) -> Float {
            (0..<columns).reduce(0) { sum, column in
                let difference = points[row * columns + column] - points[4 * columns + column]
                return sum + difference * difference
            }
        }
        let sorted = (0..<count).filter { $0 != 4 }.sorted { distance($0) < distance($1) }
        let found = NearestRows(to: 4, in: points, columns: columns, limit: limit)
        #expect(found.neighbours.map(\.row) == Array(sorted.prefix(limit)))
        #expect(NearestRows(to: 50, in: points, columns: columns, limit: limit).neighbours.isEmpty)
    }
}

@Suite("Advice on axes")
struct AxisAdviceTests {
    @Test("takes the two components that part the categories, however much others vary")
    func parted() throws {
        var random = SplitMix(seed: 3)
        var points = random.rows(40, 6, scale: 0.2)
        for row in 0..<40 {
            points[row * 6] *= 100
            guard row < 20 else { continue }
            points[row * 6 + 2] += 4
            points[row * 6 + 5] -= 3
        }
        let advice = try #require(
            AxisAdvice(separating: Array(0..<20), from: Array(20..<40), in: points, columns: 6))
        #expect((advice.first, advice.second) == (2, 5))
        #expect(advice.separation > 5)
    }

    @Test("stays finite where nothing varies within the categories")
    func constant() throws {
        let points: [Float] = [1, 0, 2, 1, 0, 2, 5, 0, 2, 5, 0, 2]
        let advice = try #require(AxisAdvice(separating: [0, 1], from: [2, 3], in: points, columns: 3))
        #expect((advice.first, advice.second) == (0, 1))
        #expect(advice.separation.isFinite && advice.separation > 1)
    }

    @Test("is none for one component, or for a category without an image")
    func none() {
        #expect(AxisAdvice(separating: [0], from: [1], in: [1, 2], columns: 1) == nil)
        #expect(AxisAdvice(separating: [], from: [1], in: [1, 2, 3, 4], columns: 2) == nil)
    }
}

@Suite("cos²")
struct SquaredCosineTests {
    @Test("is the share of a squared length; 1 for a point at the mean, never above 1")
    func shares() {
        let projection: [Float] = [3, 4, 0, 1, 2, 2, 0, 0, 0]
        let lengths = squaredLengths(ofRows: projection, columns: 3)
        #expect(lengths == [25, 9, 0])
        #expect(squaredCosines(x: [3, 1, 0], y: [4, 2, 0], squaredLengths: lengths) == [1, 5 / 9, 1])
        #expect(squaredCosines(x: [4], y: [4], squaredLengths: [31.9]) == [1])
        #expect(squaredLengths(ofRows: [], columns: 0).isEmpty)
    }
}
