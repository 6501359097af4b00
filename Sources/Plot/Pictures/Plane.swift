/// A value of three channels for each place of a picture, row-major; nil where there is paper.
struct Plane: Hashable, Sendable {
    let width: Int
    let height: Int
    private(set) var values: [SIMD3<Float>?]

    init(width: Int, height: Int, values: [SIMD3<Float>?]) {
        (self.width, self.height, self.values) = (width, height, values)
    }

    /// The light of a picture.
    init(_ image: LinearImage) {
        let values = (0..<image.width * image.height).map { place in
            image.light(x: place % image.width, y: place / image.width)
        }
        self.init(width: image.width, height: image.height, values: values)
    }

    /// Reading outside gives paper; writing outside does nothing.
    subscript(x: Int, y: Int) -> SIMD3<Float>? {
        get { contains(x: x, y: y) ? values[y * width + x] : nil }
        set { if contains(x: x, y: y) { values[y * width + x] = newValue } }
    }

    private func contains(x: Int, y: Int) -> Bool { x >= 0 && y >= 0 && x < width && y < height }

    /// The same place by place, paper left as it is.
    func map(_ change: (_ value: SIMD3<Float>, _ x: Int, _ y: Int) -> SIMD3<Float>) -> Plane {
        let changed = values.indices.map { place in
            values[place].map { change($0, place % width, place / width) }
        }
        return Plane(width: width, height: height, values: changed)
    }
}
