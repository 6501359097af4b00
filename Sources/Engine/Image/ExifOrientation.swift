// How a camera was held: the orientation tag of EXIF (CIPA DC-008, tag 0x0112 of IFD 0), and the turn that
// sets a picture upright. Anyone may have written the bytes: no offset or count in them is trusted.

/// Where the first row and column of the stored pixels lie in the upright picture; raw values as in EXIF.
enum ExifOrientation: Int, CaseIterable, Sendable {
    case upright = 1
    case mirrored = 2
    case upsideDown = 3
    case mirroredUpsideDown = 4
    /// Mirrored at the diagonal from the top left.
    case transposed = 5
    /// Must be turned a quarter clockwise.
    case turnedLeft = 6
    /// Mirrored at the diagonal from the top right.
    case transversed = 7
    /// Must be turned a quarter anticlockwise.
    case turnedRight = 8

    /// Reads the content of an APP1 segment; nil where it is not EXIF or names no orientation.
    init?(application1 content: ArraySlice<UInt8>) {
        let magic = Array("Exif\0\0".utf8)
        guard content.starts(with: magic), let tiff = TIFFReader(content.dropFirst(magic.count)) else {
            return nil
        }
        guard let value = tiff.value(ofTag: 0x0112) else { return nil }
        self.init(rawValue: value)
    }
}

/// Just enough of TIFF 6.0 to look up one whole number in the first directory.
private struct TIFFReader {
    private let bytes: ArraySlice<UInt8>
    private let isLittleEndian: Bool

    init?(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        if bytes.starts(with: [0x49, 0x49, 42, 0]) {
            isLittleEndian = true
        } else if bytes.starts(with: [0x4D, 0x4D, 0, 42]) {
            isLittleEndian = false
        } else {
            return nil
        }
    }

    /// The value of an entry of type SHORT or LONG in the first directory.
    func value(ofTag wanted: Int) -> Int? {
        guard let directory = number(at: 4, size: 4), let count = number(at: directory, size: 2) else {
            return nil
        }
        for index in 0..<count {
            let entry = directory + 2 + 12 * index
            guard let tag = number(at: entry, size: 2), let type = number(at: entry + 2, size: 2) else {
                return nil
            }
            guard tag == wanted else { continue }
            switch type {
            case 3: return number(at: entry + 8, size: 2)
            case 4: return number(at: entry + 8, size: 4)
            default: return nil
            }
        }
        return nil
    }

    /// An unsigned number of 2 or 4 bytes; nil where it would reach outside the bytes.
    private func number(at offset: Int, size: Int) -> Int? {
        guard offset + size <= bytes.count else { return nil }
        let start = bytes.startIndex + offset
        let digits = bytes[start..<start + size]
        return isLittleEndian
            ? digits.reversed().reduce(0) { $0 << 8 | Int($1) } : digits.reduce(0) { $0 << 8 | Int($1) }
    }
}

extension ExifOrientation {
    /// The picture as it was seen, from one as it was stored. Quarter turns swap the sides.
    func upright(_ stored: RGBImage) -> RGBImage {
        guard self != .upright else { return stored }
        let swapsSides = rawValue >= ExifOrientation.transposed.rawValue
        let width = swapsSides ? stored.height : stored.width
        let height = swapsSides ? stored.width : stored.height
        let walk = walk(width: stored.width, height: stored.height)
        var pixels = [UInt8](repeating: 0, count: stored.pixels.count)
        PixelKernels.gather(
            stored.pixels, target: &pixels, width: width, height: height,
            origin: walk.origin, column: walk.column, row: walk.row)
        return RGBImage(width: width, height: height, pixels: pixels)
    }

    /// Where the upright picture's first pixel is stored, and how far on its next column and its next row
    /// are, in pixels, for stored pixels of the given size.
    private func walk(width: Int, height: Int) -> (origin: Int, column: Int, row: Int) {
        let lastColumn = width - 1
        let lastRow = (height - 1) * width
        return switch self {
        case .upright: (0, 1, width)
        case .mirrored: (lastColumn, -1, width)
        case .upsideDown: (lastRow + lastColumn, -1, -width)
        case .mirroredUpsideDown: (lastRow, 1, -width)
        case .transposed: (0, width, 1)
        case .turnedLeft: (lastRow, -width, 1)
        case .transversed: (lastRow + lastColumn, -width, -1)
        case .turnedRight: (lastColumn, width, -1)
        }
    }
}
