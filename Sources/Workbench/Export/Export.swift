import Plot

/// The screen in front, to be put into a file: the model as it was when that was asked for.
struct Export: Sendable {
    enum Form: String, CaseIterable, Sendable {
        /// The cells of the screen.
        case screenSVG, screenPNG
        /// Its chart, for a slide.
        case chartSVG, chartPNG
        case ansi
        /// The numbers behind it.
        case csv
        /// The images marked in the catalog.
        case markedCSV

        var fileExtension: String {
            switch self {
            case .screenSVG, .chartSVG: "svg"
            case .screenPNG, .chartPNG: "png"
            case .ansi: "ansi"
            case .csv, .markedCSV: "csv"
            }
        }
    }

    let form: Form
    /// Which of the session's exports it is.
    private let number: Int
    private let model: Model

    /// Where the terminal shows photographs as pixels, the file has them in braille: it is made of cells, and its readers
    /// know no terminal's pictures.
    init(_ form: Form, of model: Model, number: Int = 0) {
        self.form = form
        self.number = number
        self.model = model.withoutOverlays
    }

    /// `variance`
    var screenName: String { "\(model.shown)" }

    /// The file's content. May take a second where there are 90,000 points, so not on the UI thread.
    ///
    /// - Throws: `ExportError` where the screen has nothing of this form to show, `CairoError`.
    func bytes() throws -> [UInt8] {
        switch form {
        case .screenSVG: return Array(screenDrawing.svg.utf8)
        case .screenPNG: return try Cairo.png(screenDrawing)
        case .chartSVG: return Array(try chartDrawing().svg.utf8)
        case .chartPNG: return try Cairo.png(try chartDrawing())
        case .ansi:
            let depth: ColorDepth = model.context.theme.isColored ? .full : .none
            return Array(ANSIText(depth: depth).text(of: model.draw()).utf8)
        case .csv:
            guard let table = model.table else { throw ExportError.noTable(screenName) }
            return Array(table().utf8)
        case .markedCSV: return Array(model.markedTable.utf8)
        }
    }

    private var screenDrawing: Drawing {
        let theme = model.context.theme
        return Drawing(
            model.draw(), on: theme.background == .dark ? .dark : .light,
            title: "Fruits! Workbench: \(model.context.words[model.shown.title])")
    }

    private func chartDrawing() throws -> Drawing {
        guard let chart = model.chart else { throw ExportError.noChart(screenName) }
        return chart()
    }
}

/// Told apart by their number, for models are not compared.
extension Export: Hashable {
    static func == (left: Export, right: Export) -> Bool {
        left.form == right.form && left.number == right.number
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(form)
        hasher.combine(number)
    }
}

extension Model {
    /// The screen alone, in cells; nothing over it and nothing that goes away by itself.
    fileprivate var withoutOverlays: Model {
        var model = self
        (model.helpPage, model.palette, model.exportMenu, model.demo) = (nil, nil, nil, nil)
        model.notice = nil
        model.context.theme.graphics = nil
        return model
    }

    /// The forms that the screen in front has something for.
    var exportForms: [Export.Form] {
        Export.Form.allCases.filter { form in
            switch form {
            case .screenSVG, .screenPNG, .ansi: true
            case .chartSVG, .chartPNG: chart != nil
            case .csv: table != nil
            case .markedCSV: shown == .catalog && !catalog.marks.isEmpty
            }
        }
    }
}

/// Why a screen cannot be put into a file.
enum ExportError: Error, Equatable, CustomStringConvertible {
    case noChart(String)
    case noTable(String)

    var description: String {
        switch self {
        case .noChart(let screen): "screen \(screen) shows no chart of its own now"
        case .noTable(let screen): "screen \(screen) has no numbers to show yet"
        }
    }
}
