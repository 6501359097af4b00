// How well a plane represents a point: cos² of the angle between the two, the share of its squared distance from the mean
// that lies in the plane (H. Abdi and L. J. Williams, Principal component analysis, 2010).

/// The squared distance of each image from the mean on all components that a run keeps, `(n)`.
///
/// - Parameter projection: `(n, columns)`, row-major.
public func squaredLengths(ofRows projection: [Float], columns: Int) -> [Float] {
    guard columns > 0 else { return [] }
    return projection.withUnsafeBufferPointer { projection in
        stride(from: 0, to: projection.count - columns + 1, by: columns).map { start in
            var sum: Float = 0
            for index in start..<start + columns { sum += projection[index] * projection[index] }
            return sum
        }
    }
}

/// cos² of images on a plane, from 0 to 1: `(n)`. An image at the mean lies in every plane: 1.
///
/// - Parameters:
///   - x: the images on one of the kept components, `(n)`.
///   - y: on another.
///   - squaredLengths: as `squaredLengths(ofRows:columns:)` finds them.
public func squaredCosines(x: [Float], y: [Float], squaredLengths: [Float]) -> [Float] {
    zip(zip(x, y), squaredLengths).map { place, length in
        guard length > 0 else { return 1 }
        return min(1, (place.0 * place.0 + place.1 * place.1) / length)
    }
}
