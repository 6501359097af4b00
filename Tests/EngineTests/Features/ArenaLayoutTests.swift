import Testing

@testable import Engine

@Suite("Where tensors lie in an arena")
struct ArenaLayoutTests {
    @Test("Tensors that live at the same time never overlap", arguments: 1...40 as ClosedRange<UInt64>)
    func apart(seed: UInt64) {
        var generator = Xoshiro256(seed: seed)
        let lifetimes = (0..<30).map { _ in
            let first = Int(generator.next() % 40)
            let size = 1 + Int(generator.next() % 5000)
            return Lifetime(byteCount: size, first: first, last: first + Int(generator.next() % 6))
        }
        let layout = ArenaLayout(lifetimes)
        let places = zip(layout.offsets, lifetimes).map { (range: $0..<$0 + $1.byteCount, life: $1) }
        for (index, one) in places.enumerated() {
            #expect(one.range.lowerBound % ArenaLayout.alignment == 0)
            #expect(one.range.upperBound <= layout.byteCount)
            let steps = one.life.first...one.life.last
            for other in places[..<index] where steps.overlaps(other.life.first...other.life.last) {
                #expect(!one.range.overlaps(other.range))
            }
        }
    }

    @Test("A chain of tensors takes the room of its two largest neighbours")
    func chain() {
        let lifetimes = [64, 640, 6400, 64, 640].enumerated().map {
            Lifetime(byteCount: $1, first: $0, last: $0 + 1)
        }
        #expect(ArenaLayout(lifetimes).byteCount == 7040)
    }

    @Test("ResNet50 takes a fifth of what its tensors take together")
    func resNet50() throws {
        let plan = try #require(SharedNetwork.network.get().plans.first)
        let tensors = plan.steps.map(\.destination.descriptor.byteCount).reduce(0, +)
        #expect(plan.arena.byteCount * 5 < tensors)
    }
}
