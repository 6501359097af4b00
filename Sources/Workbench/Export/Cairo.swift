import CCairo
import Plot

// The sole importer of Cairo: a drawing goes in, the bytes of a PNG file come out.

/// Why a picture cannot be painted.
struct CairoError: Error, Equatable, CustomStringConvertible {
    let reason: String

    var description: String { "the picture cannot be painted: \(reason)" }
}

enum Cairo {
    /// As Cairo says it: `1.16.0`.
    static var version: String { String(cString: cairo_version_string()) }

    /// The most that a picture may have; a larger drawing is painted at half the size.
    private static let pixelLimit = 40_000_000.0

    /// The drawing as PNG, two pixels a unit.
    static func png(_ drawing: Drawing) throws(CairoError) -> [UInt8] {
        let scale = 4 * drawing.width * drawing.height > pixelLimit ? 1.0 : 2.0
        let canvas = try CairoCanvas(width: drawing.width, height: drawing.height, scale: scale)
        canvas.fill(drawing.paper)
        for shape in drawing.shapes { canvas.paint(shape) }
        return try canvas.png()
    }
}

/// A picture in memory that is painted on. One thread makes it, uses it and lets it go.
private final class CairoCanvas {
    private let surface: OpaquePointer
    private let context: OpaquePointer

    init(width: Double, height: Double, scale: Double) throws(CairoError) {
        let size = [width, height].map { Int32(max(1, min(32_000, ($0 * scale).rounded(.up)))) }
        guard let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, size[0], size[1]),
            let context = cairo_create(surface)
        else { throw CairoError(reason: "no memory") }
        (self.surface, self.context) = (surface, context)
        cairo_scale(context, scale, scale)
        setFontOptions()
        try check(cairo_status(context))
    }

    deinit {
        cairo_destroy(context)
        cairo_surface_destroy(surface)
    }

    /// Letters where they were asked for, not where the pixels would like them.
    private func setFontOptions() {
        let options = cairo_font_options_create()
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        cairo_set_font_options(context, options)
        cairo_font_options_destroy(options)
    }

    private func check(_ status: cairo_status_t) throws(CairoError) {
        guard status != CAIRO_STATUS_SUCCESS else { return }
        throw CairoError(reason: cairo_status_to_string(status).map { String(cString: $0) } ?? "unknown")
    }

    func png() throws(CairoError) -> [UInt8] {
        cairo_surface_flush(surface)
        var bytes: [UInt8] = []
        let status = withUnsafeMutablePointer(to: &bytes) { bytes in
            cairo_surface_write_to_png_stream(
                surface,
                { closure, data, count in
                    guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
                    let bytes = closure.assumingMemoryBound(to: [UInt8].self)
                    bytes.pointee.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(count)))
                    return CAIRO_STATUS_SUCCESS
                }, bytes)
        }
        try check(cairo_status(context))
        try check(status)
        return bytes
    }
}

// MARK: Painting

extension CairoCanvas {
    func fill(_ ink: Ink) {
        use(ink)
        cairo_paint(context)
    }

    func paint(_ shape: Drawing.Shape) {
        switch shape {
        case .box(let box, let ink): paint(box, ink)
        case .disc(let place, let radius, let ink):
            use(ink)
            cairo_new_sub_path(context)
            cairo_arc(context, place.x, place.y, radius, 0, 2 * Double.pi)
            cairo_fill(context)
        case .line(let places, let stroke): paint(places, stroke)
        case .polygon(let places, let ink):
            use(ink)
            trace(places)
            cairo_close_path(context)
            cairo_fill(context)
        case .dots(let places, let diameter, let ink, let opacity):
            paint(dots: places, diameter: diameter, ink, opacity: opacity)
        case .text(let label): paint(label)
        }
    }

    private func use(_ ink: Ink, opacity: Double = 1) {
        cairo_set_source_rgba(
            context, Double(ink.red) / 255, Double(ink.green) / 255, Double(ink.blue) / 255, opacity)
    }

    private func paint(_ box: Drawing.Box, _ ink: Ink) {
        use(ink)
        cairo_set_antialias(context, CAIRO_ANTIALIAS_NONE)
        cairo_rectangle(context, box.x, box.y, box.width, box.height)
        cairo_fill(context)
        cairo_set_antialias(context, CAIRO_ANTIALIAS_DEFAULT)
    }

    private func trace(_ places: [Drawing.Place]) {
        cairo_new_path(context)
        for place in places where place.x.isFinite && place.y.isFinite {
            cairo_line_to(context, place.x, place.y)
        }
    }

    private func paint(_ places: [Drawing.Place], _ stroke: Drawing.Stroke) {
        use(stroke.ink)
        cairo_set_line_width(context, stroke.width)
        cairo_set_line_cap(context, CAIRO_LINE_CAP_BUTT)
        cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
        cairo_set_dash(context, stroke.dashes, Int32(stroke.dashes.count), 0)
        trace(places)
        cairo_stroke(context)
        cairo_set_dash(context, nil, 0, 0)
    }

    /// All dots once on a mask, so that where they overlap the colour is that of one.
    private func paint(dots places: [Drawing.Place], diameter: Double, _ ink: Ink, opacity: Double) {
        cairo_push_group(context)
        use(ink)
        for place in places where place.x.isFinite && place.y.isFinite {
            cairo_new_sub_path(context)
            cairo_arc(context, place.x, place.y, diameter / 2, 0, 2 * Double.pi)
            cairo_fill(context)
        }
        cairo_pop_group_to_source(context)
        cairo_paint_with_alpha(context, opacity)
    }
}

// MARK: Text

extension CairoCanvas {
    private func paint(_ label: Label) {
        use(label.ink)
        cairo_select_font_face(
            context, label.face == .cells ? "monospace" : "sans-serif", CAIRO_FONT_SLANT_NORMAL,
            label.isBold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL)
        cairo_set_font_size(context, label.size)
        guard let columns = label.columns else { return paintLine(label) }
        for (character, x) in zip(label.text, columns) where character != " " {
            cairo_move_to(context, x, label.place.y)
            cairo_show_text(context, String(character))
        }
    }

    private func paintLine(_ label: Label) {
        var extents = cairo_text_extents_t()
        cairo_text_extents(context, label.text, &extents)
        let share =
            switch label.anchor {
            case .start: 0.0
            case .middle: 0.5
            case .end: 1.0
            }
        cairo_save(context)
        cairo_translate(context, label.place.x, label.place.y)
        if label.isTurned { cairo_rotate(context, -Double.pi / 2) }
        cairo_move_to(context, -share * extents.x_advance, 0)
        cairo_show_text(context, label.text)
        cairo_restore(context)
    }
}
