// SVG 1.1 as text, built element by element. Everything that comes from outside is escaped here and nowhere else.

/// A drawing in the making: elements in the order they are painted.
public struct SVGDocument: Sendable {
    /// An attribute's value: a text, or a number in user units, written with at most two digits after the point.
    public enum Value: Sendable, ExpressibleByStringLiteral, ExpressibleByFloatLiteral,
        ExpressibleByIntegerLiteral,
        ExpressibleByStringInterpolation
    {
        case text(String)
        case number(Double)

        public init(stringLiteral value: String) { self = .text(value) }
        public init(floatLiteral value: Double) { self = .number(value) }
        public init(integerLiteral value: Int) { self = .number(Double(value)) }
    }

    public typealias Attributes = KeyValuePairs<String, Value>

    /// The size in user units, which viewers take for pixels.
    public let width: Double
    public let height: Double
    private var body = ""
    private var depth = 1

    /// - Parameters:
    ///   - title: What a screen reader says of the picture.
    ///   - background: A colour under everything.
    public init(width: Double, height: Double, title: String, background: String = "#ffffff") {
        self.width = width
        self.height = height
        line("<title>\(Self.escaped(title))</title>")
        element("rect", ["width": .number(width), "height": .number(height), "fill": .text(background)])
    }

    /// The whole file.
    public var text: String {
        let size = "width=\"\(Self.number(width))\" height=\"\(Self.number(height))\""
        let box = "viewBox=\"0 0 \(Self.number(width)) \(Self.number(height))\""
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <svg xmlns="http://www.w3.org/2000/svg" \(size) \(box) \
            font-family="Helvetica, Arial, 'DejaVu Sans', sans-serif">
            \(body)</svg>

            """
    }

    /// An element without content: a line, a circle, a path.
    public mutating func element(_ name: String, _ attributes: Attributes) {
        line("<\(name)\(Self.written(attributes))/>")
    }

    /// Text with its baseline's start, or the point that `text-anchor` names, at (`x`, `y`).
    public mutating func text(_ text: String, x: Double, y: Double, _ attributes: Attributes = [:]) {
        let place: Attributes = ["x": .number(x), "y": .number(y)]
        line("<text\(Self.written(place))\(Self.written(attributes))>\(Self.escaped(text))</text>")
    }

    /// A straight line.
    public mutating func line(
        from start: (x: Double, y: Double), to end: (x: Double, y: Double), _ attributes: Attributes
    ) {
        let ends: Attributes = [
            "x1": .number(start.x), "y1": .number(start.y), "x2": .number(end.x), "y2": .number(end.y),
        ]
        line("<line\(Self.written(ends))\(Self.written(attributes))/>")
    }

    /// Straight lines from point to point; points that are no finite numbers are passed over.
    public mutating func polyline(_ points: [(x: Double, y: Double)], _ attributes: Attributes) {
        let places = points.filter { $0.x.isFinite && $0.y.isFinite }
            .map { "\(Self.number($0.x)),\(Self.number($0.y))" }
        line("<polyline points=\"\(places.joined(separator: " "))\"\(Self.written(attributes))/>")
    }

    /// Elements with attributes in common; those that `content` adds.
    public mutating func group(_ attributes: Attributes, _ content: (inout SVGDocument) -> Void) {
        line("<g\(Self.written(attributes))>")
        depth += 1
        content(&self)
        depth -= 1
        line("</g>")
    }

    private mutating func line(_ text: String) {
        body += String(repeating: "  ", count: depth) + text + "\n"
    }

    private static func written(_ attributes: Attributes) -> String {
        attributes.map { name, value in
            switch value {
            case .text(let text): " \(name)=\"\(escaped(text))\""
            case .number(let number): " \(name)=\"\(self.number(number))\""
            }
        }.joined()
    }

    /// A number in at most two digits after the point; what is not finite is 0, for no viewer draws it.
    public static func number(_ value: Double) -> String {
        value.isFinite && value.magnitude < 1e15 ? ChartNumber.short(value, places: 2) : "0"
    }

    /// Text fit for content and attributes: XML's own characters as entities, those it forbids as `·`.
    public static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            case _ where isForbidden(scalar): escaped += "·"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// XML 1.0, production 2, leaves out most control characters and two non-characters; line breaks have no place in
    /// a label, and neither has what turns the direction of text.
    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate: true
        case .format: scalar != "\u{200D}"
        default: scalar.value & 0xFFFE == 0xFFFE
        }
    }
}
