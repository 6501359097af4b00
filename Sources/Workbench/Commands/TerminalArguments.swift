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
            "Characters of photographs: braille, half-block, quadrant, sextant or ascii; or pixels, which screen 2 shows where the terminal knows sixels or kitty's pictures. (default: as last time)",
            valueName: "characters"))
    var charset: PictureMeans?

    @Option(
        help: ArgumentHelp(
            "What an hour of this machine costs in dollars, as 0.2: the Engine screen shows what a job costs.",
            valueName: "dollars"))
    var price: Double?

    @Flag(help: "Walk through the screens by itself, with captions, until a key is pressed.")
    var demo = false

    @Option(
        help: ArgumentHelp(
            "Record all that the terminal is sent as an asciicast, which players show; a new file. Players know no pixels, so there are none.",
            valueName: "file"))
    var record: String?

    @Option(
        help: ArgumentHelp("Where exported screens go. (default: the current folder)", valueName: "dir"))
    var exportDir: String = "."

    func validate() throws {
        if let price, !(0..<1e6).contains(price) {
            throw ValidationError("--price must be dollars an hour, as 0.2")
        }
        if linear, demo || record != nil {
            throw ValidationError("--linear draws no screen: it goes with neither --demo nor --record")
        }
    }

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

extension PictureMeans: ExpressibleByArgument {
    init?(argument: String) { self.init(rawValue: argument.lowercased()) }
}
