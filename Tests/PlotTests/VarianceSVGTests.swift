import Foundation
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@testable import Plot

@Suite("The variance curve as SVG")
struct VarianceSVGTests {
    private static let ratios: [Double] = (1...500).map { count in
        let left: Double = 0.4 / Double(count)
        return 1 - left + 0.4 / 500 * Double(count) / 500
    }

    /// Opens as XML with a root of the right kind; what it says, text by text.
    private func texts(of svg: String) throws -> [String] {
        let document = try XMLDocument(data: Data(svg.utf8))
        #expect(document.rootElement()?.name == "svg")
        return try document.nodes(forXPath: "//*[local-name()='text']").compactMap(\.stringValue)
    }

    @Test("it says what is kept, of how many, at which target, and of what data")
    func says() throws {
        let svg = VarianceSVG(
            cumulativeRatios: Self.ratios, chosen: 8, target: 0.95, subtitle: "Früchte & <co>, 2,590 images")
        let texts = try texts(of: svg.text)
        #expect(
            texts.contains("8 of 500 components keep 95.00 % of the variance · Früchte & <co>, 2,590 images"))
        #expect(texts.contains("target 95 %"))
        #expect(texts.contains("k = 8"))
        for tick in ["60 %", "100 %", "1", "10", "100", "500"] { #expect(texts.contains(tick)) }
    }

    @Test("without a target there is no target line")
    func noTarget() throws {
        let svg = VarianceSVG(cumulativeRatios: Self.ratios, chosen: 96, target: nil)
        #expect(try !texts(of: svg.text).contains { $0.hasPrefix("target") })
    }

    @Test("the chosen point stands on the curve")
    func chosenPoint() throws {
        let text = VarianceSVG(cumulativeRatios: Self.ratios, chosen: 10, target: 0.95).text
        let circle = try #require(text.firstMatch(of: /<circle cx="([0-9.]+)" cy="([0-9.]+)"/))
        #expect(text.contains("\(circle.1),\(circle.2)"))
    }

    @Test("thousands of components stay a small file, and the last one is drawn")
    func thinned() throws {
        let many: [Double] = (1...60_000).map { 1 - 1 / Double($0) }
        let text = VarianceSVG(cumulativeRatios: many, chosen: 60_000, target: 0.99).text
        #expect(text.utf8.count < 60_000)
        #expect(text.contains("916,"))
    }

    @Test(
        "hardly anything, or nothing, is still a picture",
        arguments: [[], [1], [0, 0], [.nan, 1]] as [[Double]])
    func degenerate(ratios: [Double]) throws {
        for chosen in [0, 1, 7] {
            let text = VarianceSVG(cumulativeRatios: ratios, chosen: chosen, target: nil).text
            _ = try texts(of: text)
            #expect(!text.contains("nan") && !text.contains("inf"))
        }
    }
}
