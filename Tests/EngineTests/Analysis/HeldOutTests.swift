import Testing

@testable import Engine

@Suite("What is held out")
struct HeldOutTests {
    private func image(_ number: Int, _ category: String?, _ split: String?) -> CatalogEntry {
        CatalogEntry(
            path: ImagePath("\(number).jpg"), modificationTime: 0, length: 1, category: category, split: split
        )
    }

    @Test("of one split every fifth image of each category, those without one on neither side")
    func everyFifth() {
        let images = (0..<24).map {
            image($0, $0 % 2 == 0 ? "Plum" : $0 % 3 == 0 ? nil : "Lemon", "Training")
        }
        let heldOut = HeldOut(of: images)
        #expect(heldOut.rule == .everyFifth)
        #expect(heldOut.queries == [8, 13, 18])
        #expect(heldOut.references.count == 12 + 8 - 3)
        #expect(heldOut.references.allSatisfy { images[$0].category != nil && !heldOut.queries.contains($0) })
    }

    @Test("of several splits all that is not for training")
    func splits() {
        let names = ["Training", "Validation", "Test"]
        let images = (0..<9).map { image($0, "Plum", names[$0 % 3]) }
        let heldOut = HeldOut(of: images)
        #expect(heldOut.rule == .splits(learned: "Training"))
        #expect(heldOut.references == [0, 3, 6])
        #expect(heldOut.queries == [1, 2, 4, 5, 7, 8])
    }

    @Test("splits of which none is for training are one")
    func unknownSplits() {
        let images = (0..<10).map { image($0, "Plum", $0 < 5 ? "left" : "right") }
        #expect(HeldOut(of: images).rule == .everyFifth)
        #expect(HeldOut(of: images).queries == [4, 9])
    }

    @Test("of many images both sides are thinned evenly, and tell how many there were")
    func thinned() {
        let images = (0..<1_000).map { image($0, "Plum", $0 < 600 ? "Training" : "Test") }
        let heldOut = HeldOut(of: images, mostQueries: 4, mostReferences: 3)
        #expect(heldOut.queries == [600, 700, 800, 900])
        #expect(heldOut.references == [0, 200, 400])
        #expect((heldOut.heldOutCount, heldOut.referenceCount) == (400, 600))
    }

    @Test("few images and none leave nobody to look up")
    func few() {
        #expect(HeldOut(of: []).queries.isEmpty)
        #expect(HeldOut(of: (0..<4).map { image($0, "Plum", nil) }).queries.isEmpty)
    }
}
