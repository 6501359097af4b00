import CCairo
import Foundation
import Plot
import Testing

/// A PNG file as a viewer has it, to look at single pixels.
struct DecodedPNG {
    let width: Int
    let height: Int
    private let pixels: [UInt32]

    /// - Throws: where the bytes are no PNG.
    init(_ bytes: [UInt8]) throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).png").path
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        defer { unlink(path) }
        let surface = try #require(cairo_image_surface_create_from_png(path))
        defer { cairo_surface_destroy(surface) }
        try #require(cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS)
        width = Int(cairo_image_surface_get_width(surface))
        height = Int(cairo_image_surface_get_height(surface))
        let stride = Int(cairo_image_surface_get_stride(surface)) / 4
        let data = try #require(cairo_image_surface_get_data(surface))
        let size = (width, height)
        pixels = data.withMemoryRebound(to: UInt32.self, capacity: stride * height) { data in
            (0..<size.1).flatMap { y in (0..<size.0).map { data[y * stride + $0] & 0xFFFFFF } }
        }
    }

    func pixel(_ x: Int, _ y: Int) -> Ink { Ink(pixels[y * width + x]) }

    /// The share of an area's pixels that are of a colour.
    func share(of ink: Ink, x: Range<Int>, y: Range<Int>) -> Double {
        let found = y.reduce(0) { sum, row in sum + x.count { pixel($0, row) == ink } }
        return Double(found) / Double(x.count * y.count)
    }
}
