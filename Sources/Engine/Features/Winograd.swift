// Winograd's minimal filtering F(4×4, 3×3) (Lavin & Gray, "Fast Algorithms for Convolutional Neural Networks", 2015,
// section 4.3): a 3×3 convolution of stride 1 takes the input in overlapping patches of 6×6, brings each into 36
// frequencies, multiplies the channels at each frequency by one matrix, and brings 4×4 outputs back. That is 36
// multiplications for what takes 144 directly.
//
// The multiplications are 1×1 convolutions of oneDNN, which run at the limit of the processor; the transforms are ours
// and lie in WinogradKernels.swift. Lavin and Gray's own Winograd of oneDNN needs AVX-512.

/// The sizes of F(4×4, 3×3).
enum Winograd {
    /// The side of the outputs that a patch gives.
    static let tile = 4
    /// The side of a patch, which reaches one row and column beyond its tile on each side.
    static let patch = 6
    static let frequencies = patch * patch

    /// G, with which a kernel g becomes G g Gᵀ.
    private static let kernelTransform: [[Double]] = [
        [1 / 4, 0, 0], [-1 / 6, -1 / 6, -1 / 6], [-1 / 6, 1 / 6, -1 / 6],
        [1 / 24, 1 / 12, 1 / 6], [1 / 24, -1 / 12, 1 / 6], [0, 0, 1],
    ]

    /// The matrix by which the channels are multiplied at one frequency.
    ///
    /// - Parameter kernel: `(3, 3, input channels, output channels)`, row-major.
    /// - Returns: `(input channels, output channels)`, row-major, rounded once.
    static func matrix(of kernel: [Float], frequency: Int) -> [Float] {
        let (row, column) = (kernelTransform[frequency / patch], kernelTransform[frequency % patch])
        let factors = (0..<9).map { row[$0 / 3] * column[$0 % 3] }
        return weightedSum(of: kernel, by: factors, count: kernel.count / 9)
    }
}

/// How a batch of activations is cut into tiles.
struct WinogradTiling: Hashable, Sendable {
    let images: Int
    /// Of the input and of the output alike: the padding is one.
    let height: Int
    let width: Int

    var rows: Int { (height + Winograd.tile - 1) / Winograd.tile }
    var columns: Int { (width + Winograd.tile - 1) / Winograd.tile }
    var tiles: Int { images * rows * columns }
}
