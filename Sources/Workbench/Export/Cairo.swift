import CCairo
import Foundation
import Plot

// The sole importer of Cairo and of fontconfig, which finds it fonts: a drawing goes in, the bytes of a PNG file come out.

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
    private let fonts = FontShelf()

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
        guard let columns = label.columns else { return paintLine(label) }
        for (character, x) in zip(label.text, columns) where character != " " {
            paint(character, at: Drawing.Place(x, label.place.y), label)
        }
    }

    /// A character in its cell. Marks that no font has together with their letter are painted over it, one by one.
    private func paint(_ character: Character, at place: Drawing.Place, _ label: Label) {
        let scalars = String(character).precomposedStringWithCanonicalMapping.unicodeScalars
        guard let letter = scalars.first else { return }
        let advance = show(String(letter), at: place, label)
        for mark in scalars.dropFirst() where mark.properties.generalCategory == .nonspacingMark {
            // A mark without a width of its own stands to the left of where it is put.
            let hasWidth = extents(of: String(mark), label).x_advance > 0
            show(String(mark), at: Drawing.Place(place.x + (hasWidth ? 0 : advance), place.y), label)
        }
    }

    /// Returns how far the text goes.
    @discardableResult
    private func show(_ text: String, at place: Drawing.Place, _ label: Label) -> Double {
        let advance = extents(of: text, label).x_advance
        cairo_move_to(context, place.x, place.y)
        cairo_show_text(context, text)
        return advance
    }

    /// In the face that has the text, which stays set.
    private func extents(of text: String, _ label: Label) -> cairo_text_extents_t {
        cairo_set_font_face(context, fonts.face(for: text, label.face, isBold: label.isBold))
        cairo_set_font_size(context, label.size)
        var extents = cairo_text_extents_t()
        cairo_text_extents(context, text, &extents)
        return extents
    }

    private func paintLine(_ label: Label) {
        let text = label.text.precomposedStringWithCanonicalMapping
        let pieces = fonts.pieces(of: text, label.face, isBold: label.isBold)
        let advance = pieces.reduce(0) { $0 + extents(of: $1, label).x_advance }
        let share =
            switch label.anchor {
            case .start: 0.0
            case .middle: 0.5
            case .end: 1.0
            }
        cairo_save(context)
        cairo_translate(context, label.place.x, label.place.y)
        if label.isTurned { cairo_rotate(context, -Double.pi / 2) }
        var x = -share * advance
        for piece in pieces { x += show(piece, at: Drawing.Place(x, 0), label) }
        cairo_restore(context)
    }
}

// MARK: Fonts

/// The faces that text is painted in: the system's own for each kind, and where that lacks a character, whichever font
/// fontconfig names that has it. What no font has is painted as the first face paints it, as an empty box.
private final class FontShelf {
    private struct Kind: Hashable {
        let face: Label.Face
        let isBold: Bool
        /// What the face must have; empty for the kind's own.
        var scalars: [Unicode.Scalar] = []
    }

    private struct Typeface {
        let face: OpaquePointer
        let pattern: OpaquePointer

        func has(_ scalar: Unicode.Scalar) -> Bool {
            var set: OpaquePointer?
            return FcPatternGetCharSet(pattern, FC_CHARSET, 0, &set) == FcResultMatch
                && FcCharSetHasChar(set, scalar.value) != 0
        }
    }

    private var typefaces: [Kind: Typeface?] = [:]

    deinit {
        for case .some(let typeface) in typefaces.values {
            cairo_font_face_destroy(typeface.face)
            FcPatternDestroy(typeface.pattern)
        }
    }

    /// nil for Cairo's own, where there are no fonts at all.
    func face(for text: String, _ face: Label.Face, isBold: Bool) -> OpaquePointer? {
        let own = typeface(Kind(face: face, isBold: isBold))
        let missing = text.unicodeScalars.filter {
            own?.has($0) == false && !$0.properties.isVariationSelector
        }
        guard !missing.isEmpty else { return own?.face }
        let other = typeface(Kind(face: face, isBold: isBold, scalars: Array(missing)))
        return other.flatMap { found in missing.allSatisfy(found.has) ? found.face : nil } ?? own?.face
    }

    /// The text in runs of characters that one face has.
    func pieces(of text: String, _ face: Label.Face, isBold: Bool) -> [String] {
        var pieces: [(face: OpaquePointer?, text: String)] = []
        for character in text {
            let found = self.face(for: String(character), face, isBold: isBold)
            if let last = pieces.last, last.face == found {
                pieces[pieces.count - 1].text.append(character)
            } else {
                pieces.append((found, String(character)))
            }
        }
        return pieces.map(\.text)
    }

    private func typeface(_ kind: Kind) -> Typeface? {
        if let known = typefaces[kind] { return known }
        let found = Self.find(kind)
        typefaces[kind] = .some(found)
        return found
    }

    /// The font that fontconfig holds nearest to the kind; characters count for more than the family.
    private static func find(_ kind: Kind) -> Typeface? {
        guard let wish = FcPatternCreate(), let set = FcCharSetCreate() else { return nil }
        defer {
            FcCharSetDestroy(set)
            FcPatternDestroy(wish)
        }
        FcPatternAddString(wish, FC_FAMILY, kind.face == .cells ? "monospace" : "sans-serif")
        FcPatternAddInteger(wish, FC_WEIGHT, kind.isBold ? FC_WEIGHT_BOLD : FC_WEIGHT_NORMAL)
        for scalar in kind.scalars { FcCharSetAddChar(set, scalar.value) }
        if !kind.scalars.isEmpty { FcPatternAddCharSet(wish, FC_CHARSET, set) }
        FcConfigSubstitute(nil, wish, FcMatchPattern)
        FcDefaultSubstitute(wish)
        var result = FcResultNoMatch
        guard let match = FcFontMatch(nil, wish, &result) else { return nil }
        guard let face = cairo_ft_font_face_create_for_pattern(match) else {
            FcPatternDestroy(match)
            return nil
        }
        return Typeface(face: face, pattern: match)
    }
}
