import Testing

@testable import Plot

@Suite("Palette")
struct PaletteTests {
    @Test("eight different colours and marks on either background", arguments: PictureArt.Background.allCases)
    func different(background: PictureArt.Background) {
        let colors = Palette.colors(on: background)
        #expect(colors.count == Palette.count)
        #expect(Set(colors + [Palette.others(on: background)]).count == Palette.count + 1)
    }

    @Test(
        "marks are different, one column wide, and ASCII where that is asked for",
        arguments: GlyphSet.allCases)
    func marks(glyphs: GlyphSet) {
        let marks = Palette.marks(glyphs)
        #expect(Set(marks).count == Palette.count)
        #expect(marks.allSatisfy { TextWidth.columns(of: $0) == 1 })
        if glyphs == .ascii { #expect(marks.allSatisfy { $0.isASCII }) }
    }

    @Test("the page's colours are those of light terminals")
    func page() {
        #expect(Palette.pageInks.first == Ink(0x0087FF))
        #expect(Set(Palette.pageInks).count == Palette.count)
    }
}
