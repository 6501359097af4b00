// From bytes to what the first convolution takes: channel order and value range, as the weights were trained on them.

/// How a pixel's bytes become the network's input values: for each input channel, which colour it takes and the value
/// of each of that colour's 256 levels. A table is exact for any formula and needs no arithmetic at run time.
struct InputScaling: Hashable, Sendable {
    /// For each of the three input channels, the colour in an RGB pixel: 0 red, 1 green, 2 blue.
    let colours: [Int]
    /// `(3, 256)`, row-major.
    let values: [Float]

    /// - Parameter value: the input value for a channel and a level of its colour.
    init(colours: [Int], value: (_ channel: Int, _ level: Double) -> Double) {
        self.colours = colours
        values = (0..<3 * 256).map { Float(value($0 / 256, Double($0 % 256))) }
    }

    /// Keras's `preprocess_input` in its `caffe` mode: BGR, each less ImageNet's mean of that colour.
    ///
    /// The mean cannot move into the first convolution's bias instead: the zeros of the padding around it stand for
    /// the mean colour, and are not shifted.
    static let caffe = InputScaling(colours: [2, 1, 0]) { $1 - [103.939, 116.779, 123.68][$0] }

    /// torchvision's transform for its ImageNet weights: RGB from 0 to 1, less ImageNet's mean, over its deviation.
    static let imageNet = InputScaling(colours: [0, 1, 2]) {
        ($1 / 255 - [0.485, 0.456, 0.406][$0]) / [0.229, 0.224, 0.225][$0]
    }

    /// Writes one image as planes.
    ///
    /// - Parameters:
    ///   - pixels: RGB, `(height, width, 3)`.
    ///   - planes: room for `(3, height, width)`.
    func write(_ pixels: [UInt8], to planes: UnsafeMutablePointer<Float>) {
        let area = pixels.count / 3
        pixels.withUnsafeBufferPointer { pixels in
            guard let first = pixels.baseAddress else { return }
            values.withUnsafeBufferPointer { values in
                for channel in 0..<3 {
                    let source = first + colours[channel]
                    let level = values.baseAddress.unsafelyUnwrapped + 256 &* channel
                    let plane = planes + area &* channel
                    var index = 0
                    while index < area {
                        plane[index] = level[Int(source[3 &* index])]
                        index &+= 1
                    }
                }
            }
        }
    }
}
