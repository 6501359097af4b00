import Engine
import Foundation
import Plot
import TestSupport
import Testing

@testable import Workbench

@Suite("A hundred thousand keys, mouse events and resizes at random")
struct ModelFuzzTests {
    /// Draws after every so many events. Without the optimizer a frame takes as long as a hundred events.
    #if DEBUG
        private static let eventsPerFrame = 50
    #else
        private static let eventsPerFrame = 1
    #endif

    private static let keys: [Key] =
        [
            .enter, .escape, .tab, .backTab, .backspace, .delete, .up, .down, .left, .right, .pageUp,
            .pageDown,
            .home, .end, .function(1), .function(12), .control("l"), .control("u"), .control("w"),
            .control("g"), .character("é"), .character("果"),
        ] + (0x20...0x7E).map { .character(Character(Unicode.Scalar(UInt8($0)))) }

    private static let kinds: [MouseEvent.Kind] = [
        .press, .release, .drag, .wheelUp, .wheelDown, .doubleClick,
    ]

    private func event(_ random: inout SplitMix) -> Message {
        switch random.next() % 10 {
        case 0, 1:
            let kind = Self.kinds[Int.random(in: 0..<Self.kinds.count, using: &random)]
            return .mouse(
                MouseEvent(
                    kind, x: Int.random(in: 0...260, using: &random),
                    y: Int.random(in: 0...80, using: &random)))
        case 2 where random.next() % 20 == 0:
            return .resized(
                width: Int.random(in: 1...140, using: &random), height: Int.random(in: 1...50, using: &random)
            )
        case 3: return .tick(Double.random(in: 0...1000, using: &random))
        default: return .key(Self.keys[Int.random(in: 0..<Self.keys.count, using: &random)])
        }
    }

    /// A finished run with its events and its components, so that every screen has something to show.
    private func model(playing: Bool) -> UI {
        let ui = Fixtures.model()
        ui.update(.partitioned(firstRows: [0, 6, 12, 18]))
        if playing {
            ui.update(.recording(Recording(Fixtures.halfway)))
        } else {
            ui.update(.events(Fixtures.halfway))
        }
        let images = Fixtures.dataset.entries
        let projection = (0..<images.count * 4).map { Float(($0 * 37) % 23) - 11 }
        ui.update(
            .analysis(
                Analysis(
                    images: images, features: 2048, explainedVarianceRatio: [0.5, 0.2, 0.1, 0.05, 0.05, 0.1],
                    chosen: 4, target: 0.9, projection: projection, generation: 0)))
        return ui
    }

    @Test("nothing traps, every frame fits its terminal, and Esc and q still leave", arguments: 0..<10)
    func fuzz(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let ui = model(playing: seed % 2 == 0)
        for count in 1...10_000 {
            let event = event(&random)
            _ = ui.update(event)
            if count % 500 == 0, let preview = try? Fixtures.preview(ui) { ui.update(.preview(preview)) }
            guard count % Self.eventsPerFrame == 0 else { continue }
            let grid = ui.draw()
            #expect(grid.width == ui.width && grid.height == ui.height)
        }
        for _ in 0..<6 { ui.press(.escape) }
        #expect(ui.press(.character("q")).contains(.quit), "stuck on \(ui.shown)")
    }
}
