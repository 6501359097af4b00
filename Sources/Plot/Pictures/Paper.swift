/// Which dots of a picture are the white paper that its object lies on.
///
/// Paper is white and reaches the edge of the picture: a highlight on a fruit is as white, but an island. Around it goes
/// the rim where object and paper mix. A photograph that fills its frame has no paper.
struct Paper {
    private let width: Int
    private(set) var isPaper: [Bool]

    init(of image: LinearImage) {
        width = image.width
        isPaper = Array(repeating: false, count: image.width * image.height)
        var edge: [Int] = []
        for x in 0..<image.width { edge += [x, (image.height - 1) * image.width + x] }
        for y in 0..<image.height { edge += [y * image.width, (y + 1) * image.width - 1] }
        spread(from: edge, over: image, lighterThan: Self.white, steps: .max)
        let found = isPaper.indices.filter { isPaper[$0] }
        spread(from: found, over: image, lighterThan: Self.rim, steps: Self.rimWidth)
    }

    func contains(x: Int, y: Int) -> Bool { isPaper[y * width + x] }

    /// Marks what can be reached from dots through others that are light enough, ring after ring.
    private mutating func spread(
        from start: [Int], over image: LinearImage, lighterThan least: Float, steps: Int
    ) {
        var ring = start.filter { isPaper[$0] || mark($0, image, least) }
        var step = 0
        while !ring.isEmpty, step < steps {
            var next: [Int] = []
            for dot in ring {
                let x = dot % width
                if x > 0, mark(dot - 1, image, least) { next.append(dot - 1) }
                if x < width - 1, mark(dot + 1, image, least) { next.append(dot + 1) }
                if dot >= width, mark(dot - width, image, least) { next.append(dot - width) }
                if dot + width < isPaper.count, mark(dot + width, image, least) { next.append(dot + width) }
            }
            ring = next
            step += 1
        }
    }

    /// Whether the dot is light enough, and was not marked before. Its darkest channel counts, so that yellow is not white.
    private mutating func mark(_ dot: Int, _ image: LinearImage, _ least: Float) -> Bool {
        let darkest = min(image.values[3 * dot], image.values[3 * dot + 1], image.values[3 * dot + 2])
        guard !isPaper[dot], darkest >= least else { return false }
        isPaper[dot] = true
        return true
    }

    /// In linear light: what JPEG makes of white is 240 and more.
    private static let white = SRGB.light[235]
    private static let rim = SRGB.light[150]
    /// Dots.
    private static let rimWidth = 2
}
