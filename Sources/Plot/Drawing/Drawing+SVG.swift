// A drawing as SVG 1.1. What is alike in neighbours is said once, for a screen has thousands of them.

extension Drawing {
    /// The whole file.
    public var svg: String {
        var document = SVGDocument(
            width: width, height: height, title: title, background: paper.hexadecimal)
        var rest = shapes[...]
        while let first = rest.first {
            let alike = rest.prefix { $0.kind == first.kind }
            document.group(first.kind.attributes) { document in
                for shape in alike { document.add(shape) }
            }
            rest = rest.dropFirst(alike.count)
        }
        return document.text
    }
}

/// What shapes that stand in one group have in common.
private enum ShapeKind: Hashable {
    case boxes, marks
    case text(Label.Face)

    var attributes: SVGDocument.Attributes {
        switch self {
        case .boxes: ["shape-rendering": "crispEdges"]
        case .marks: ["stroke-linejoin": "round"]
        case .text(.page): ["font-family": "Helvetica, Arial, 'DejaVu Sans', sans-serif"]
        case .text(.cells):
            ["font-family": "'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', monospace"]
        }
    }
}

extension Drawing.Shape {
    fileprivate var kind: ShapeKind {
        switch self {
        case .box: .boxes
        case .disc, .line, .polygon, .dots: .marks
        case .text(let label): .text(label.face)
        }
    }
}

extension SVGDocument {
    fileprivate mutating func add(_ shape: Drawing.Shape) {
        switch shape {
        case .box(let box, let ink):
            element(
                "rect",
                [
                    "x": .number(box.x), "y": .number(box.y), "width": .number(box.width),
                    "height": .number(box.height), "fill": .text(ink.hexadecimal),
                ])
        case .disc(let place, let radius, let ink):
            element(
                "circle",
                [
                    "cx": .number(place.x), "cy": .number(place.y), "r": .number(radius),
                    "fill": .text(ink.hexadecimal),
                ])
        case .line(let places, let stroke): add(places, stroke)
        case .polygon(let places, let ink):
            element("polygon", ["points": .text(Self.points(places)), "fill": .text(ink.hexadecimal)])
        case .dots(let places, let diameter, let ink, let opacity):
            add(dots: places, diameter: diameter, ink, opacity: opacity)
        case .text(let label): add(label)
        }
    }

    private mutating func add(_ places: [Drawing.Place], _ stroke: Drawing.Stroke) {
        let line: Attributes = [
            "points": .text(Self.points(places)), "fill": "none", "stroke": .text(stroke.ink.hexadecimal),
            "stroke-width": .number(stroke.width),
        ]
        let dashes = stroke.dashes.map(Self.number).joined(separator: " ")
        element("polyline", dashes.isEmpty ? line : line + ["stroke-dasharray": .text(dashes)])
    }

    /// Places that are no finite numbers are passed over.
    private static func points(_ places: [Drawing.Place]) -> String {
        places.filter(\.isFinite).map { "\(number($0.x)),\(number($0.y))" }.joined(separator: " ")
    }

    /// A round dot is a line of no length with round caps, and all of them are one path: moves from dot to dot, as whole
    /// half units, for the path is drawn at half its size. Dots on the same half unit are written once.
    private mutating func add(
        dots places: [Drawing.Place], diameter: Double, _ ink: Ink, opacity: Double
    ) {
        let halves = Set(
            places.filter(\.isFinite).map { Int(($0.y * 2).rounded()) << 16 | Int(($0.x * 2).rounded()) })
        var path = ""
        var last = (x: 0, y: 0)
        for half in halves.sorted() {
            let (x, y) = (half & 0xFFFF, half >> 16)
            path += path.isEmpty ? "M\(x) \(y)h0" : "m\(x - last.x) \(y - last.y)h0"
            last = (x, y)
        }
        guard !path.isEmpty else { return }
        element(
            "path",
            [
                "d": .text(path), "transform": "scale(0.5)", "fill": "none", "stroke": .text(ink.hexadecimal),
                "stroke-width": .number(2 * diameter), "stroke-linecap": "round",
                "stroke-opacity": .number(opacity),
            ])
    }

    private mutating func add(_ label: Label) {
        var attributes: Attributes = ["font-size": .number(label.size), "fill": .text(label.ink.hexadecimal)]
        if label.anchor != .start { attributes += ["text-anchor": .text(label.anchor.rawValue)] }
        if label.isBold { attributes += ["font-weight": "bold"] }
        if label.isTurned {
            let (x, y) = (Self.number(label.place.x), Self.number(label.place.y))
            attributes += ["transform": .text("rotate(-90 \(x) \(y))")]
        }
        let columns = label.columns?.map(Self.number).joined(separator: " ")
        text(label.text, x: columns ?? Self.number(label.place.x), y: label.place.y, attributes)
    }
}
