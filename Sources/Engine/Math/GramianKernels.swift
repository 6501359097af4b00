// The loops of the Gramian, on base pointers with wrapping indices so that they vectorise. Each opens with its shapes.
//
// A packed triangle holds the upper triangle of a symmetric (d, d) matrix row after row, row i from its diagonal on:
// d, d − 1, … 1 values, d(d + 1)/2 in all. Each loop adds in one fixed order, so results do not depend on threads.

/// `sums (d) += Σ rows (n, d)`, down the rows.
func addColumnSums(
    of rows: UnsafePointer<Float>, count: Int, dimension: Int, to sums: UnsafeMutablePointer<Double>
) {
    for row in 0..<count {
        let source = rows + row &* dimension
        for column in 0..<dimension { sums[column] += Double(source[column]) }
    }
}

/// `centred (n, d) = rows (n, d) − mean (d)`.
func centre(
    _ rows: UnsafePointer<Float>, count: Int, mean: UnsafePointer<Double>, dimension: Int,
    into centred: UnsafeMutablePointer<Double>
) {
    for row in 0..<count {
        let source = rows + row &* dimension
        let target = centred + row &* dimension
        for column in 0..<dimension { target[column] = Double(source[column]) - mean[column] }
    }
}

/// `triangle += panel`, where the panel `(height, width)` holds matrix rows from their first diagonal entry's column
/// on, and the triangle starts at the panel's first row. What lies left of the diagonal is passed over.
func addPanel(
    _ panel: UnsafePointer<Double>, height: Int, width: Int, to triangle: UnsafeMutablePointer<Double>
) {
    var target = triangle
    for row in 0..<height {
        let source = panel + row &* (width &+ 1)
        let length = width &- row
        for column in 0..<length { target[column] += source[column] }
        target += length
    }
}

/// `triangle += other + weight · shift shiftᵀ`, both triangles packed `(d)`, shift `(d)`.
func addTriangle(
    _ other: UnsafePointer<Double>, shift: UnsafePointer<Double>, weight: Double, dimension: Int,
    to triangle: UnsafeMutablePointer<Double>
) {
    var start = 0
    for row in 0..<dimension {
        let factor = weight * shift[row]
        let (target, source, tail) = (triangle + start, other + start, shift + row)
        let length = dimension &- row
        for column in 0..<length { target[column] += source[column] + factor * tail[column] }
        start &+= length
    }
}

/// `triangle += weight · shift shiftᵀ`, the triangle packed `(d)`, shift `(d)`.
func addOuterProduct(
    of shift: UnsafePointer<Double>, weight: Double, dimension: Int, to triangle: UnsafeMutablePointer<Double>
) {
    var target = triangle
    for row in 0..<dimension {
        let factor = weight * shift[row]
        let tail = shift + row
        let length = dimension &- row
        for column in 0..<length { target[column] += factor * tail[column] }
        target += length
    }
}

/// `matrix (d, d) = scale · triangle`, the upper triangle only.
func unpack(
    _ triangle: UnsafePointer<Double>, scale: Double, dimension: Int,
    into matrix: UnsafeMutablePointer<Double>
) {
    var source = triangle
    for row in 0..<dimension {
        let target = matrix + row &* (dimension &+ 1)
        let length = dimension &- row
        for column in 0..<length { target[column] = scale * source[column] }
        source += length
    }
}
