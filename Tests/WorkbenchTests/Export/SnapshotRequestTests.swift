import Testing

@testable import Workbench

@Suite("What may be asked of a snapshot")
struct SnapshotRequestTests {
    @Test("screens by number and by name")
    func screens() throws {
        #expect(try SnapshotRequest.screen("5") == .scatter)
        #expect(try SnapshotRequest.screen("Engine") == .engine)
        for text in ["0", "6", "", "scatterplot"] {
            #expect(throws: SnapshotError.screen(text)) { try SnapshotRequest.screen(text) }
        }
    }

    @Test("sizes within what a screen can be")
    func sizes() throws {
        #expect(try SnapshotRequest.size("120x40") == (120, 40))
        #expect(try SnapshotRequest.size("20X5") == (20, 5))
        for text in ["120", "120x", "x40", "19x24", "80x4", "1001x24", "80x24x2", "-80x24", ""] {
            #expect(throws: SnapshotError.size(text)) { try SnapshotRequest.size(text) }
        }
    }

    @Test("a file's name tells the format")
    func formats() {
        #expect(SnapshotRequest.format(ofFile: "a.b.SVG") == .svg)
        #expect(SnapshotRequest.format(ofFile: "a.txt") == .text)
        #expect(SnapshotRequest.format(ofFile: "a") == nil && SnapshotRequest.format(ofFile: nil) == nil)
    }
}
