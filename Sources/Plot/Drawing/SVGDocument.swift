// SVG 1.1 as text, built element by element. Everything that comes from outside is escaped here and nowhere else.

/// A drawing in the making: elements in the order they are painted.
struct SVGDocument: Sendable {
    /// An attribute's value: a text, or a number in user units, written with at most two digits after the point.
    enum Value: Sendable, ExpressibleByStringLiteral, ExpressibleByFloatLiteral {
        case text(String)
        case number(Double)

        init(stringLiteral value: String) { self = .text(value) }
        init(floatLiteral value: Double) { self = .number(value) }
    }

    /// In the order in which they are written.
    struct Attributes: Sendable, ExpressibleByDictionaryLiteral {
        fileprivate var all: [(String, Value)]

        init(dictionaryLiteral elements: (String, Value)...) { all = elements }

        static func + (left: Attributes, right: Attributes) -> Attributes {
            var both = left
            both.all += right.all
            return both
        }

        static func += (left: inout Attributes, right: Attributes) { left = left + right }
    }

    /// The size in user units, which viewers take for pixels.
    let width: Double
    let height: Double
    private var body = ""
    private var depth = 1

    /// - Parameters:
    ///   - title: What a screen reader says of the picture.
    ///   - background: A colour under everything.
    init(width: Double, height: Double, title: String, background: String = "#ffffff") {
        self.width = width
        self.height = height
        line("<title>\(Self.escaped(title))</title>")
        element("rect", ["width": .number(width), "height": .number(height), "fill": .text(background)])
    }

    /// The whole file.
    var text: String {
        let size = "width=\"\(Self.number(width))\" height=\"\(Self.number(height))\""
        let box = "viewBox=\"0 0 \(Self.number(width)) \(Self.number(height))\""
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <svg xmlns="http://www.w3.org/2000/svg" \(size) \(box)>
            \(body)</svg>

            """
    }

    /// An element without content: a line, a circle, a path.
    mutating func element(_ name: String, _ attributes: Attributes) {
        line("<\(name)\(Self.written(attributes))/>")
    }

    /// Text with its baseline's start, or the point that `text-anchor` names, at (`x`, `y`).
    ///
    /// - Parameter x: a number, or one for each character, parted by blanks.
    mutating func text(_ text: String, x: String, y: Double, _ attributes: Attributes = [:]) {
        let place: Attributes = ["x": .text(x), "y": .number(y)]
        line("<text\(Self.written(place + attributes))>\(Self.escaped(text))</text>")
    }

    /// Elements with attributes in common; those that `content` adds.
    mutating func group(_ attributes: Attributes, _ content: (inout SVGDocument) -> Void) {
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
        attributes.all.map { name, value in
            switch value {
            case .text(let text): " \(name)=\"\(escaped(text))\""
            case .number(let number): " \(name)=\"\(self.number(number))\""
            }
        }.joined()
    }

    /// A number in at most two digits after the point; what is not finite is 0, for no viewer draws it.
    static func number(_ value: Double) -> String {
        value.isFinite && value.magnitude < 1e15 ? ChartNumber.short(value, places: 2) : "0"
    }

    /// Text fit for content and attributes: XML's own characters as entities, those it forbids as `·`.
    static func escaped(_ text: String) -> String {
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
