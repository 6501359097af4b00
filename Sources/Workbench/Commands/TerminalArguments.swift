import ArgumentParser

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
