import Foundation
import TestSupport
import Testing

@testable import Plot

extension SplitMix {
    /// Clouds around a place for each category.
    mutating func clouds(_ categories: Int, of count: Int) -> (x: [Float], y: [Float], categories: [Int]) {
        var (x, y, labels): ([Float], [Float], [Int]) = ([], [], [])
        for category in 0..<categories {
            let (left, up) = (Float.random(in: -9...9, using: &self), Float.random(in: -9...9, using: &self))
            for _ in 0..<count {
                x.append(left + Float.random(in: -2...2, using: &self))
                y.append(up + Float.random(in: -2...2, using: &self))
                labels.append(category)
            }
        }
        return (x, y, labels)
    }
}

@Suite("Scatter chart")
struct ScatterChartTests {
    let look = ScatterChart.Look(
        glyphs: .unicode, colors: Palette.colors(on: .dark), others: Palette.others(on: .dark),
        axes: AxisStyle(), pick: Style(.standard, on: .standard, .bold))
    let area = Rect(x: 0, y: 0, width: 60, height: 20)

    private func chart(
        _ points: ScatterPoints, slots: [Int?], isFocused: Bool = false, in viewport: Viewport? = nil
    ) -> ScatterChart {
        ScatterChart(
            points, in: viewport ?? Viewport(fitting: points),
            emphasis: .init(slots: slots, isFocused: isFocused), area: area)
    }

    private func drawn(_ chart: ScatterChart, names: [String] = [], picked: Int? = nil) -> CellGrid {
        var grid = CellGrid(width: 60, height: 20)
        chart.draw(into: &grid, look, names: names, picked: picked)
        return grid
    }

    @Test("the order of the points changes nothing", arguments: 1...5)
    func shuffled(seed: Int) {
        var numbers = SplitMix(seed: UInt64(seed))
        let (x, y, categories) = numbers.clouds(20, of: 100)
        let order = x.indices.shuffled(using: &numbers)
        let slots: [Int?] = (0..<20).map { $0 < 8 ? $0 : nil }
        let names = (0..<20).map { "C\($0)" }
        let one = ScatterPoints(x: x, y: y, categories: categories, categoryCount: 20)
        let other = ScatterPoints(
            x: order.map { x[$0] }, y: order.map { y[$0] }, categories: order.map { categories[$0] },
            categoryCount: 20)
        #expect(
            drawn(chart(one, slots: slots), names: names) == drawn(chart(other, slots: slots), names: names))
    }

    @Test("every point inside the viewport is seen, on its edges too")
    func nothingLost() {
        var numbers = SplitMix(seed: 3)
        let (x, y, categories) = numbers.clouds(3, of: 4000)
        let points = ScatterPoints(x: x, y: y, categories: categories, categoryCount: 3)
        #expect(
            chart(points, slots: [0, 1, 2], in: Viewport(fitting: points, margin: 0)).seenCount == 12_000)
    }

    @Test("a cell takes the colour of most of its points, and says how many agree")
    func majority() {
        let points = ScatterPoints(
            x: [0, 0, 0, 0, 5], y: [0, 0, 0, 0, 5], categories: [0, 0, 0, 1, 1], categoryCount: 2)
        let chart = chart(points, slots: [0, 1])
        #expect(chart.ownColorShare == 0.8)
        let cell = chart.cell(of: points[0])
        let style = cell.map { drawn(chart)[$0.x, $0.y].style }
        #expect(style?.foreground == look.color(0))
        #expect(style?.attributes == [])
    }

    @Test("a category looked for shows wherever it is, dim among others; without it the majority rules")
    func focus() {
        let points = ScatterPoints(
            x: [0, 0, 0, 0, 5], y: [0, 0, 0, 0, 5], categories: [0, 0, 0, 1, 0], categoryCount: 2)
        for (isFocused, color, attributes) in [
            (true, look.color(1), Style.Attributes.dim), (false, look.color(nil), []),
        ] {
            let chart = chart(points, slots: [nil, 1], isFocused: isFocused)
            let cell = chart.cell(of: points[0]) ?? Point(x: 0, y: 0)
            #expect(drawn(chart)[cell.x, cell.y].style == Style(color, on: .standard, attributes))
            #expect(chart.ownColorShare == (isFocused ? 1 : 0))
        }
    }

    @Test("few points show their marks, many their dots, crowds their density")
    func detail() {
        let few = ScatterPoints(x: [0, 9], y: [0, 9], categories: [0, 1], categoryCount: 2)
        #expect(drawn(chart(few, slots: [0, 1])).lines.joined().contains("■"))
        var numbers = SplitMix(seed: 1)
        let crowd = (0..<90_000).map { _ in
            (0..<6).reduce(Float(0)) { sum, _ in sum + Float.random(in: -1...1, using: &numbers) }
        }
        let points = ScatterPoints(
            x: crowd, y: crowd.shuffled(using: &numbers), categories: crowd.map { _ in 0 }, categoryCount: 1)
        let text = drawn(chart(points, slots: [0])).lines.joined()
        for shade in "⣿▓█" { #expect(text.contains(shade)) }
    }

    @Test("names of categories never lie over each other")
    func names() {
        var numbers = SplitMix(seed: 8)
        let (x, y, categories) = numbers.clouds(8, of: 40)
        let crowded = ScatterPoints(
            x: x.map { $0 / 100 }, y: y.map { $0 / 100 }, categories: categories, categoryCount: 8)
        let names = ["Apple", "Banana", "Cherry", "Date", "Elder", "Fig", "Grape", "Hazel"]
        let far = Viewport(x: -5...5, y: -5...5)
        let text = drawn(chart(crowded, slots: Array(0..<8), in: far), names: names).lines.joined(
            separator: "\n")
        #expect(names.count { text.contains(" \($0) ") } >= 6)
    }

    @Test("the picked point stands between four pointers, which names leave free")
    func pick() {
        let points = ScatterPoints(x: [0, -5, 5], y: [0, -5, 5], categories: [0, 0, 0], categoryCount: 1)
        let chart = chart(points, slots: [0])
        let grid = drawn(chart, names: ["Banana"], picked: 0)
        let cell = chart.cell(of: points[0]) ?? Point(x: 0, y: 0)
        #expect(grid[cell.x, cell.y].style.attributes.contains(.reverse))
        #expect(grid[cell.x - 1, cell.y].character == "▸" && grid[cell.x + 1, cell.y].character == "◂")
        #expect(grid[cell.x, cell.y - 1].character == "▾" && grid[cell.x, cell.y + 1].character == "▴")
        #expect(grid.lines.joined().contains("Banana"))
    }

    @Test("ASCII is asked for, ASCII is drawn")
    func ascii() {
        var numbers = SplitMix(seed: 2)
        let (x, y, categories) = numbers.clouds(8, of: 3000)
        let points = ScatterPoints(x: x, y: y, categories: categories, categoryCount: 8)
        var look = look
        (look.glyphs, look.axes.glyphs) = (.ascii, .ascii)
        var grid = CellGrid(width: 60, height: 20)
        chart(points, slots: Array(0..<8)).draw(into: &grid, look, names: ["Kiwi"], picked: 17)
        #expect(grid.cells.allSatisfy { $0.character.isASCII })
    }

    @Test("no area is too small", arguments: 0...6)
    func small(side: Int) {
        let points = ScatterPoints(x: [0, 1], y: [0, 1], categories: [0, 0], categoryCount: 1)
        let area = Rect(x: 0, y: 0, width: side, height: side)
        let chart = ScatterChart(
            points, in: Viewport(fitting: points), emphasis: .init(slots: [0]), area: area)
        var grid = CellGrid(width: side, height: side)
        chart.draw(into: &grid, look, names: ["Banana"], picked: 0)
    }
}

@Suite("Scatter chart for a slide")
struct ScatterSlideTests {
    private func slide(_ names: [String], of count: Int) -> ScatterSlide {
        var numbers = SplitMix(seed: 5)
        let (x, y, categories) = numbers.clouds(names.count, of: count)
        let points = ScatterPoints(x: x, y: y, categories: categories, categoryCount: names.count)
        return ScatterSlide(
            points, in: Viewport(fitting: points),
            emphasis: .init(slots: names.indices.map { $0 < Palette.count ? $0 : nil }),
            entries: names.map { .init($0, count: "1,200") }, title: "PC1 × PC2",
            axisTitles: ("PC1 62.2 %", "PC2 10.5 %"))
    }

    @Test("one path a category, with its name and count in the legend")
    func paths() {
        let text = slide(["Apple & Pear", "Banana"], of: 1200).drawing.svg
        #expect(text.components(separatedBy: "<path ").count == 3)
        #expect(text.contains("Apple &amp; Pear") && text.contains("1,200"))
        #expect(text.contains("PC1 62.2 %") && text.contains("PC2 10.5 %"))
    }

    @Test("90,000 points in 131 categories stay under 1 MB, the grey ones together")
    func size() {
        var slide = slide((0..<131).map { "Category \($0)" }, of: 690)
        slide.others = .init("all others", count: "84,870")
        let text = slide.drawing.svg
        #expect(text.utf8.count < 1_000_000)
        #expect(text.contains("all others") && text.contains(Palette.pageOthers.hexadecimal))
    }

    private func labels(_ slide: ScatterSlide) -> [Label] {
        slide.drawing.shapes.compactMap { if case .text(let label) = $0 { label } else { nil } }
    }

    @Test("coloured categories have their names on the plane as in the legend, never one over another")
    func names() {
        var slide = slide(
            ["Apple", "Banana", "Cherry", "Date", "Elder", "Fig", "Grape", "Lime", "Plum"], of: 200)
        let named = labels(slide).filter { $0.isBold && $0.size == 14 }
        #expect(named.count == 8 && !named.contains { $0.text == "Plum" })
        for (index, label) in named.enumerated() {
            #expect((92...712).contains(label.place.x) && (96...468).contains(label.place.y))
            for other in named[(index + 1)...] where abs(other.place.y - label.place.y) < 20 {
                #expect(abs(other.place.x - label.place.x) > 20, "\(label.text) on \(other.text)")
            }
        }
        slide.showsNames = false
        #expect(!labels(slide).contains { $0.isBold && $0.size == 14 })
    }

    @Test("where colour is for what the plane represents well, the other points are grey")
    func quality() {
        let points = ScatterPoints(
            x: [0, 1, 2, 3], y: [0, 1, 2, 3], categories: [0, 0, 0, 0], categoryCount: 1,
            quality: [0.9, 0.5, 0.49, 0.1])
        var slide = ScatterSlide(
            points, in: Viewport(fitting: points), emphasis: .init(slots: [0]),
            entries: [.init("Apple", count: "4")], title: "", axisTitles: ("", ""))
        func counts(_ slide: ScatterSlide) -> [Int] {
            slide.drawing.shapes.compactMap {
                if case .dots(let places, _, _, _) = $0 { places.count } else { nil }
            }
        }
        #expect(counts(slide) == [0, 4])
        slide.emphasis.isByQuality = true
        #expect(counts(slide) == [2, 2])
    }

    @Test("of a part of the plane only the points in it are drawn and counted")
    func zoomed() {
        var slide = slide(["Apple", "Banana"], of: 600)
        #expect(slide.seenCount == 1200)
        slide.viewport = slide.viewport.zoomed(by: 8, about: slide.points[0])
        #expect((1..<1200).contains(slide.seenCount))
        for case .dots(let places, _, _, _) in slide.drawing.shapes {
            #expect(places.allSatisfy { (92...712).contains($0.x) && (96...468).contains($0.y) })
        }
    }
}
