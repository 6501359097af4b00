import Engine
import Testing

@testable import Workbench

@Suite("Dataset: the catalog indexed by category")
struct DatasetTests {
    @Test("counts by category and split, the unlabelled last")
    func counts() {
        let dataset = Fixtures.dataset
        #expect(dataset.categories.map(\.name) == ["Avocado", "Banana", "Lemon", nil])
        #expect(dataset.splits == ["Test", "Training"])
        #expect(dataset.categories.map { $0.count(ofSplit: 0) } == [1, 3, 0, 0])
        #expect(dataset.categories.map { $0.count(ofSplit: 1) } == [4, 12, 2, 0])
        #expect(dataset.unlabelledCount == 1)
        #expect(dataset.namedCategoryCount == 3)
        #expect(dataset.count(ofSplit: 1) == 18)
        #expect(dataset.entries.count == 23)
    }

    @Test("growing piece by piece gives the same as all at once")
    func grows() {
        var dataset = Dataset(name: "fruits")
        for entry in Fixtures.dataset.entries.reversed() { dataset.append([entry]) }
        #expect(dataset.isListing)
        dataset.finish()
        #expect(!dataset.isListing)
        #expect(dataset.categories.map(\.name) == Fixtures.dataset.categories.map(\.name))
        #expect(dataset.categories.map(\.members.count) == Fixtures.dataset.categories.map(\.members.count))
        #expect(dataset.bytes == Fixtures.dataset.bytes)
    }

    @Test("every image finds its row, a stranger none")
    func rows() {
        for (row, entry) in Fixtures.dataset.entries.enumerated() {
            #expect(Fixtures.dataset.row(of: entry.path) == row)
        }
        #expect(Fixtures.dataset.row(of: ImagePath("Training/Mango/1.jpg")) == nil)
    }
}
