import ArgumentParser
import Engine
import Foundation
import Plot

struct SnapshotCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshot", abstract: "Prints one screen of a run folder without a terminal.",
        discussion: """
            On a terminal with its colours, elsewhere as plain text; CLICOLOR_FORCE and NO_COLOR are heard, and \
            --format ansi is in colour anyway.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case ansi, text, svg, png, csv
    }

    enum ThemeChoice: String, ExpressibleByArgument, CaseIterable {
        case dark, light
    }

    @Argument(help: "The run folder.")
    var folder: String

    @Option(
        help: ArgumentHelp(
            "The screen, by its number or name: 1 to 5, catalog to scatter.", valueName: "screen"))
    var screen: String = "4"

    @Option(help: ArgumentHelp("Columns and rows.", valueName: "WxH"))
    var size: String = "80x24"

    @Option(help: "As what. (default: by the name of --out, else ansi or text)")
    var format: Format?

    @Flag(help: "With svg and png: the screen's chart, for a slide, instead of its cells.")
    var chart = false

    @Option(help: ArgumentHelp("The file to write, instead of stdout.", valueName: "file"))
    var out: String?

    @Option(help: "Colours for a dark or a light background.")
    var theme = ThemeChoice.dark

    @Flag(help: "Draw with ASCII alone.")
    var ascii = false

    @Option(help: ArgumentHelp("en or fr. (default: as the locale has it)", valueName: "language"))
    var language: String?

    @Option(
        help: ArgumentHelp(
            "Keys to press before: characters, and names as <Right>, <Enter>, <Esc>, <PgDn>.",
            valueName: "keys"))
    var keys: String = ""

    func run() throws {
        let screen = try SnapshotRequest.screen(screen)
        let (width, height) = try SnapshotRequest.size(size)
        let keys = try KeyScript.keys(of: keys)
        let words = Words(try language.map(SnapshotRequest.language) ?? Language(environment: environment))
        let format = format ?? SnapshotRequest.format(ofFile: out)
        let theme = Theme(
            background: theme == .dark ? .dark : .light, glyphs: ascii ? .ascii : .unicode)
        var snapshot = try Snapshot(
            of: RunFolder(path: folder), width: width, height: height, theme, words)
        defer { snapshot.close() }
        snapshot.press([.character(Character("\(screen.rawValue)"))] + keys)
        try put(snapshot.model, as: format)
    }

    private var environment: [String: String] { ProcessInfo.processInfo.environment }

    private func put(_ model: Model, as format: Format?) throws {
        let bytes: [UInt8]
        switch format {
        case .text: bytes = Array(ANSIText(depth: .none, hasStyles: false).text(of: model.draw()).utf8)
        case .ansi: bytes = Array(ANSIText(depth: .full).text(of: model.draw()).utf8)
        case .svg: bytes = try Export(chart ? .chartSVG : .screenSVG, of: model).bytes()
        case .png: bytes = try Export(chart ? .chartPNG : .screenPNG, of: model).bytes()
        case .csv: bytes = try Export(.csv, of: model).bytes()
        case nil:
            let depth = Self.depth(environment)
            let text = ANSIText(depth: depth, hasStyles: depth != .none)
            bytes = Array(text.text(of: model.draw()).utf8)
        }
        guard let out else { return try Output.answer(bytes: bytes) }
        try AtomicFile.write(bytes, to: out)
    }

    /// Of what stdout goes to: none where it is no terminal, unless the environment insists.
    private static func depth(_ environment: [String: String]) -> ColorDepth {
        if let value = environment["NO_COLOR"], !value.isEmpty { return .none }
        let isForced = environment["CLICOLOR_FORCE"].map { !$0.isEmpty && $0 != "0" } ?? false
        guard isForced || isatty(STDOUT_FILENO) == 1 else { return .none }
        let described = Ncurses.describedColors() ?? 0
        return Capabilities(environment: environment, terminfoColors: described).colors
    }
}

/// What a person may ask of a snapshot, checked.
enum SnapshotRequest {
    private static let widths = 20...1_000
    private static let heights = 5...500

    static func screen(_ text: String) throws(SnapshotError) -> ScreenName {
        let found = ScreenName.allCases.first { "\($0.rawValue)" == text || "\($0)" == text.lowercased() }
        guard let found else { throw .screen(text) }
        return found
    }

    static func size(_ text: String) throws(SnapshotError) -> (width: Int, height: Int) {
        let parts = text.lowercased().split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let width = parts[0], let height = parts[1], widths.contains(width),
            heights.contains(height)
        else { throw .size(text) }
        return (width, height)
    }

    static func language(_ text: String) throws(SnapshotError) -> Language {
        guard let language = Language(rawValue: text) else { throw .language(text) }
        return language
    }

    /// By how the file's name ends; nil where that says nothing.
    static func format(ofFile name: String?) -> SnapshotCommand.Format? {
        guard let ending = name?.split(separator: ".").last?.lowercased() else { return nil }
        return ending == "txt" ? .text : SnapshotCommand.Format(rawValue: ending)
    }
}

/// Why there is no snapshot.
enum SnapshotError: Error, Equatable, CustomStringConvertible {
    case screen(String)
    case size(String)
    case language(String)

    var description: String {
        switch self {
        case .screen(let text):
            "there is no screen '\(text)'; name one from 1 to 5, or catalog, preprocess, engine, variance, scatter"
        case .size(let text):
            "--size must be columns and rows, from 20x5 to 1000x500, as 120x40, not '\(text)'"
        case .language(let text): "the workbench speaks en and fr, not '\(text)'"
        }
    }
}
