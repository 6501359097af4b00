/// Which pixels of a picture are the white paper that its object lies on.
///
/// Paper is white and reaches the edge of the picture: a highlight on a fruit is as white, but an island. Around it goes
/// the rim where object and paper mix, which would be a pale line around every dark fruit. A photograph that fills its
/// frame has no paper.
struct Paper {
    private let width: Int
    /// The darkest channel of each pixel: by it yellow is not white.
    private let darkest: [UInt8]
    /// From which darkest channel on a pixel is white.
    private let white: UInt8
    /// Row-major.
    private(set) var isPaper: [Bool]

    init(of picture: Pixmap) {
        let (width, count) = (picture.width, picture.width * picture.height)
        let darkest = (0..<count).map { pixel in
            min(picture.pixels[3 * pixel], picture.pixels[3 * pixel + 1], picture.pixels[3 * pixel + 2])
        }
        let edge = (0..<count).filter { pixel in
            pixel % width == 0 || pixel % width == width - 1 || pixel < width || pixel >= count - width
        }
        let white = Self.white(of: edge.map { darkest[$0] })
        (self.width, self.darkest, self.white) = (width, darkest, white)
        isPaper = Array(repeating: false, count: count)
        spread(from: edge)
        peel()
    }

    /// What is white where the pixels of the edge are these. Photographed paper is 240 and more; equalization, which
    /// spreads whatever JPEG has scattered there, can leave no more than 215.
    private static func white(of edge: [UInt8]) -> UInt8 {
        let pale = edge.filter { $0 >= 215 }.sorted()
        guard !pale.isEmpty else { return 235 }
        return min(235, pale[pale.count / 20] - 8)
    }

    /// Marks all that is white and hangs together with these.
    private mutating func spread(from start: [Int]) {
        var front = start
        while let pixel = front.popLast() {
            guard !isPaper[pixel], darkest[pixel] >= white else { continue }
            isPaper[pixel] = true
            let x = pixel % width
            if x > 0 { front.append(pixel - 1) }
            if x < width - 1 { front.append(pixel + 1) }
            if pixel >= width { front.append(pixel - width) }
            if pixel + width < darkest.count { front.append(pixel + width) }
        }
    }

    /// Marks the rim, ring after ring.
    private mutating func peel() {
        for _ in 0..<Self.rimWidth {
            let ring = isPaper.indices.filter { !isPaper[$0] && isRim($0) }
            for pixel in ring { isPaper[pixel] = true }
        }
    }

    /// Whether a pixel is beside the paper, and pale or lighter than what is behind it. So a hard edge stays whole, and
    /// a stalk that is no wider than a rim does too.
    private func isRim(_ pixel: Int) -> Bool {
        guard hasNeighbour(pixel, where: { isPaper[$0] }) else { return false }
        let value = Int(darkest[pixel])
        return value >= Self.pale
            || hasNeighbour(pixel, where: { !isPaper[$0] && Int(darkest[$0]) < value - Self.noise })
    }

    /// Whether one of the pixels left, right, above and below is so.
    private func hasNeighbour(_ pixel: Int, where isSo: (Int) -> Bool) -> Bool {
        let x = pixel % width
        return x > 0 && isSo(pixel - 1) || x < width - 1 && isSo(pixel + 1)
            || pixel >= width && isSo(pixel - width)
            || pixel + width < darkest.count && isSo(pixel + width)
    }

    private static let pale = 200
    /// By less than this JPEG alone makes neighbours differ.
    private static let noise = 16
    /// Pixels.
    private static let rimWidth = 3
}
