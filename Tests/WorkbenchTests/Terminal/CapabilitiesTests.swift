import Plot
import Testing

@testable import Workbench

@Suite("Capabilities: what a terminal can show, from its environment")
struct CapabilitiesTests {
    @Test(
        "the first of LC_ALL, LC_CTYPE and LANG that is set decides on UTF-8",
        arguments: [
            (["LANG": "en_US.UTF-8"], true), (["LANG": "C"], false), ([:], false),
            (["LANG": "de_DE.utf8"], true),
            (["LC_ALL": "C", "LANG": "en_US.UTF-8"], false), (["LC_ALL": "", "LANG": "C.UTF-8"], true),
            (["LC_CTYPE": "fr_FR.UTF-8", "LANG": "C"], true),
            (["LC_ALL": "POSIX", "LC_CTYPE": "C.UTF-8", "LANG": "C.UTF-8"], false),
        ] as [([String: String], Bool)])
    func utf8(environment: [String: String], expected: Bool) {
        #expect(Capabilities(environment: environment, terminfoColors: 8).isUTF8 == expected)
    }

    @Test(
        "NO_COLOR wins, then CLICOLOR_FORCE, then the terminal's description",
        arguments: [
            (["TERM": "xterm-256color"], 256, .full), (["TERM": "xterm-16color"], 16, .sixteen),
            (["TERM": "xterm"], 8, .eight), (["TERM": "vt100"], -1, .none),
            (["TERM": "xterm", "NO_COLOR": "1"], 256, .none),
            (["TERM": "xterm", "NO_COLOR": ""], 256, .full),
            (["TERM": "vt100", "CLICOLOR_FORCE": "1"], -1, .eight),
            (["TERM": "vt100", "CLICOLOR_FORCE": "0"], -1, .none),
            (["TERM": "xterm", "CLICOLOR_FORCE": "1", "NO_COLOR": "yes"], 256, .none),
            (["TERM": "direct"], 16_777_216, .full),
        ] as [([String: String], Int, ColorDepth)])
    func colors(environment: [String: String], terminfoColors: Int, expected: ColorDepth) {
        #expect(Capabilities(environment: environment, terminfoColors: terminfoColors).colors == expected)
    }

    @Test(
        "COLORFGBG tells a light background",
        arguments: [("0;15", .light), ("15;0", .dark), ("0;default;7", .light), ("", .dark)]
            as [(String, Theme.Background)])
    func background(value: String, expected: Theme.Background) {
        #expect(Capabilities(environment: ["COLORFGBG": value], terminfoColors: 8).background == expected)
    }

    @Test(
        "photographs are drawn with as many colours as there are",
        arguments: [(256, .palette), (16, .eight), (8, .eight), (-1, .none)] as [(Int, PictureArt.Colors)])
    func pictureColors(terminfoColors: Int, expected: PictureArt.Colors) {
        let capabilities = Capabilities(environment: ["TERM": "xterm"], terminfoColors: terminfoColors)
        #expect(Theme(capabilities).pictureArt.colors == expected)
    }

    @Test("a dumb or unnamed terminal is refused with a sentence", arguments: [["TERM": "dumb"], [:]])
    func obstacle(environment: [String: String]) {
        #expect(Capabilities(environment: environment, terminfoColors: -1).obstacle?.hasSuffix(".") == true)
        #expect(Capabilities(environment: ["TERM": "xterm"], terminfoColors: 8).obstacle == nil)
    }
}

@Suite("ColorDepth: styles asked for in 256 colours on terminals with fewer")
struct ColorDepthTests {
    @Test(
        "hues keep their name on 8 colours",
        arguments: [(196, 1), (46, 2), (21, 4), (226, 3), (51, 6), (201, 5), (203, 1), (114, 2)])
    func hues(from: UInt8, to: UInt8) {
        #expect(ColorDepth.eight.style(Style(.palette(from))).foreground == .palette(to))
    }

    @Test("greys become dim text on 8 colours and keep a grey on 16")
    func greys() {
        let grey = Style(.palette(240))
        #expect(ColorDepth.eight.style(grey) == Style(.standard, on: .standard, .dim))
        #expect(ColorDepth.sixteen.style(grey).foreground == .palette(8))
        #expect(ColorDepth.eight.style(Style(.palette(252))) == .plain)
    }

    @Test("without colours no colour is left, and attributes are")
    func none() {
        let style = Style(.palette(203), on: .palette(21), [.bold, .reverse])
        #expect(ColorDepth.none.style(style) == Style(.standard, on: .standard, [.bold, .reverse]))
    }

    @Test("every colour of 256 maps to one that the terminal has")
    func complete() {
        for index in UInt8.min...UInt8.max {
            #expect(ColorDepth.full.style(Style(.palette(index))).foreground == .palette(index))
            for depth in [ColorDepth.eight, .sixteen] {
                if case .palette(let shown) = depth.style(Style(.palette(index))).foreground {
                    #expect(Int(shown) < depth.rawValue)
                }
            }
        }
    }

    @Test("six categories have colours of their own where there are eight, and none has that of a failure")
    func fewColors() {
        let theme = Theme(Capabilities(environment: ["TERM": "linux"], terminfoColors: 8))
        let colors = theme.categories.map { ColorDepth.eight.style(Style($0)).foreground }
        #expect(colors.count == Palette.count)
        #expect(Set(colors.prefix(6)).count == 6)
        #expect(!colors.contains(ColorDepth.eight.style(theme.failed).foreground))
    }
}
