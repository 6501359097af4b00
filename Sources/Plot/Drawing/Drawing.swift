// A picture as the list of what is painted: values, so that the same picture becomes SVG here and pixels in the program.

/// What is painted on a page, in the order of painting. Places are in units from the page's top left, which viewers take
/// for pixels.
public struct Drawing: Hashable, Sendable {
    public struct Place: Hashable, Sendable {
        public var x: Double
        public var y: Double

        public init(_ x: Double, _ y: Double) {
            self.x = x
            self.y = y
        }

        var isFinite: Bool { x.isFinite && y.isFinite }
    }

    public struct Box: Hashable, Sendable {
        public var x, y, width, height: Double

        public init(x: Double, y: Double, width: Double, height: Double) {
            (self.x, self.y, self.width, self.height) = (x, y, width, height)
        }

        var maxX: Double { x + width }
        var maxY: Double { y + height }
    }

    public struct Stroke: Hashable, Sendable {
        public var ink: Ink
        public var width: Double
        /// Lengths of dash and gap in turn; empty for a line without gaps.
        public var dashes: [Double]

        public init(_ ink: Ink, width: Double, dashes: [Double] = []) {
            (self.ink, self.width, self.dashes) = (ink, width, dashes)
        }
    }

    public enum Shape: Hashable, Sendable {
        /// With sharp edges, so that boxes side by side show no seam.
        case box(Box, Ink)
        case disc(Place, radius: Double, Ink)
        /// Straight lines from place to place.
        case line([Place], Stroke)
        case polygon([Place], Ink)
        /// Round dots, thousands of them at little cost; their places are kept to half a unit.
        case dots([Place], diameter: Double, Ink, opacity: Double)
        case text(Label)
    }

    public let width: Double
    public let height: Double
    /// What a screen reader says of the picture.
    public let title: String
    public let paper: Ink
    public private(set) var shapes: [Shape] = []

    public init(width: Double, height: Double, title: String, paper: Ink) {
        (self.width, self.height, self.title, self.paper) = (width, height, title, paper)
    }

    public mutating func add(_ shape: Shape) { shapes.append(shape) }
}

/// One line of text.
public struct Label: Hashable, Sendable {
    public enum Anchor: String, Hashable, Sendable { case start, middle, end }

    public enum Face: Hashable, Sendable {
        /// As slides have it, without serifs.
        case page
        /// As terminals have it, all characters equally wide.
        case cells
    }

    public var text: String
    /// Of the baseline: its start, middle or end.
    public var place: Drawing.Place
    public var size: Double
    public var ink: Ink
    public var isBold = false
    public var anchor = Anchor.start
    public var face = Face.page
    /// Whether it is read from bottom to top.
    public var isTurned = false
    /// Where each character begins; nil where they follow each other as the face has it.
    public var columns: [Double]?

    public init(_ text: String, at place: Drawing.Place, size: Double, _ ink: Ink) {
        (self.text, self.place, self.size, self.ink) = (text, place, size, ink)
    }
}

/// A colour that hides what is under it.
public struct Ink: Hashable, Sendable {
    public let red, green, blue: UInt8

    public init(red: UInt8, green: UInt8, blue: UInt8) {
        (self.red, self.green, self.blue) = (red, green, blue)
    }

    /// - Parameter code: `0xRRGGBB`.
    public init(_ code: UInt32) {
        self.init(
            red: UInt8(code >> 16 & 0xFF), green: UInt8(code >> 8 & 0xFF), blue: UInt8(code & 0xFF))
    }

    public static let white = Ink(0xFFFFFF)

    /// `#rrggbb`
    public var hexadecimal: String {
        "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// So much of this colour, 0…1, and the rest of another.
    public func mixed(_ share: Double, with other: Ink) -> Ink {
        func mix(_ one: UInt8, _ two: UInt8) -> UInt8 {
            UInt8((Double(one) * share + Double(two) * (1 - share)).rounded())
        }
        return Ink(red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
    }
}
