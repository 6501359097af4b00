import ArgumentParser
import Plot

/// Options of the commands that show the terminal UI.
struct TerminalArguments: ParsableArguments {
    enum ThemeChoice: String, ExpressibleByArgument, CaseIterable {
        case auto, dark, light
    }

    @Option(help: "Colours for a dark or a light background; auto asks COLORFGBG, then the terminal.")
    var theme = ThemeChoice.auto

    @Flag(help: "Leave the mouse to the terminal, which selects text with it.")
    var noMouse = false

    @Flag(
        help:
            "Say the screens as lines of text, for screen readers and logs; commands come as lines of input.")
    var linear = false

    @Option(
        help: ArgumentHelp(
            "Characters of photographs: braille, half-block, quadrant, sextant or ascii. (default: as last time)",
            valueName: "characters"))
    var charset: PictureCharset?

    var wishes: Terminal.Wishes {
        let background: Theme.Background? =
            switch theme {
            case .auto: nil
            case .dark: .dark
            case .light: .light
            }
        return Terminal.Wishes(background: background, hasMouse: !noMouse)
    }
}

extension PictureCharset: ExpressibleByArgument {
    public init?(argument: String) {
        guard let charset = Self.allCases.first(where: { $0.rawValue.lowercased() == argument.lowercased() })
        else {
            return nil
        }
        self = charset
    }
}
