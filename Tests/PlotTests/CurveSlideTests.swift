import Foundation
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@testable import Plot

@Suite("What components explain, for a slide")
struct CurveSlideTests {
    private static let percents: [Double] = (1...500).map { count in
        let left: Double = 40 / Double(count)
        return 100 - left + 0.08 * Double(count) / 500
    }

    private func slide(_ values: [Double] = percents, chosen: Int = 8, target: Double? = 95) -> CurveSlide {
        let count = Double(max(2, values.count))
        let range = CurveSlide.percentRange(of: values.map { $0 / 100 }, showing: target.map { $0 / 100 })
        var slide = CurveSlide(
            title: "Explained", subtitle: "Früchte & <co>",
            x: Axis(Scale(1...count, .log10), title: "components"),
            y: Axis(Scale(range), suffix: " %"),
            points: values.enumerated().map { .init(x: Double($0.offset + 1), y: $0.element) })
        slide.rules = target.map { [.init(at: $0, label: "target")] } ?? []
        slide.marks = slide.points.dropFirst(chosen - 1).prefix(1).map {
            .init(at: $0, label: "k = \(chosen)", detail: "95 %")
        }
        return slide
    }

    /// Opens as XML with a root of the right kind; what it says, text by text.
    private func texts(of svg: String) throws -> [String] {
        let document = try XMLDocument(data: Data(svg.utf8))
        #expect(document.rootElement()?.name == "svg")
        return try document.nodes(forXPath: "//*[local-name()='text']").compactMap(\.stringValue)
    }

    @Test("it says what it was given, and numbers along its axes")
    func says() throws {
        let texts = try texts(of: slide().drawing.svg)
        for text in ["Explained", "Früchte & <co>", "target", "k = 8", "components"] {
            #expect(texts.contains(text))
        }
        for tick in ["60 %", "100 %", "1", "10", "100", "500"] { #expect(texts.contains(tick)) }
    }

    @Test("without a rule there is no dashed line")
    func noTarget() {
        func dashed(_ slide: CurveSlide) -> Int {
            slide.drawing.shapes.count {
                if case .line(_, let stroke) = $0 { !stroke.dashes.isEmpty } else { false }
            }
        }
        #expect(dashed(slide()) == 1)
        #expect(dashed(slide(target: nil)) == 0)
    }

    @Test("the mark stands on the curve, also on the kth of few components")
    func chosenPoint() throws {
        let shapes = slide(chosen: 10).drawing.shapes
        let curve = try #require(
            shapes.compactMap { if case .line(let places, _) = $0, places.count > 2 { places } else { nil } }
                .first)
        let point = try #require(
            shapes.compactMap { if case .disc(let place, _, _) = $0 { place } else { nil } }.last)
        #expect(curve.contains(point))
    }

    @Test("thousands of components stay a small file, and the last one is drawn")
    func thinned() {
        let many: [Double] = (1...60_000).map { 100 - 100 / Double($0) }
        let text = slide(many, chosen: 60_000).drawing.svg
        #expect(text.utf8.count < 60_000)
        #expect(text.contains("916,"))
    }

    @Test(
        "hardly anything, or nothing, is still a picture",
        arguments: [[], [1], [0, 0], [.nan, 1]] as [[Double]])
    func degenerate(values: [Double]) throws {
        for chosen in [1, 2, 7] {
            let text = slide(values, chosen: chosen, target: nil).drawing.svg
            _ = try texts(of: text)
            #expect(!text.contains("nan") && !text.contains("inf"))
        }
    }
}
