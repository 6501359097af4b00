// JPEG files to pixels and back, the only file that knows libjpeg-turbo (TurboJPEG API 2.1). What leaves it
// is Swift: `RGBImage`, `ImageError`, and owners that free what they hold.
//
// Threading: a decoder or encoder is one thread's; each task slot makes its own. The library keeps its
// messages per thread.

import CTurboJPEG

/// Reads JPEG files: grey, RGB, CMYK and YCCK, baseline and progressive, turned upright as EXIF says.
public final class JPEGDecoder {
    /// Files that claim more pixels are refused before anything is allocated for them.
    public static let pixelLimit = 100_000_000

    /// nil after a failure: the library leaves a header that it gave up half read in the handle, and would go
    /// on from there with the next file.
    private var handle: tjhandle?
    /// How many times smaller the inverse DCT can make a picture on the way; only those with SIMD code.
    private let reductions = powerOfTwoReductions()

    /// - Throws: `ImageError.libraryUnavailable`.
    public init() throws(ImageError) {
        handle = try Self.newHandle()
    }

    deinit { tjDestroy(handle) }

    private func usableHandle() throws(ImageError) -> tjhandle {
        if let handle { return handle }
        let fresh = try Self.newHandle()
        handle = fresh
        return fresh
    }

    private static func newHandle() throws(ImageError) -> tjhandle {
        guard let handle = tjInitDecompress() else { throw .libraryUnavailable(lastMessage(of: nil)) }
        return handle
    }

    /// Decodes a whole file. Bytes after the end of the picture are ignored; anything that the library warns
    /// about is an error, because a picture that is half grey would still give features.
    ///
    /// - Parameter side: What the picture is wanted for: it may come smaller than stored, but no side gets
    ///   below `2 × side` by that, so that resizing to `side` loses nothing. nil: every pixel.
    public func decode(_ bytes: [UInt8], fitting side: Int? = nil) throws(ImageError) -> RGBImage {
        let segments = try JPEGSegments(bytes)
        let handle = try usableHandle()
        do throws(ImageError) {
            let stored = try storedPicture(in: bytes, segments, fitting: side, handle)
            return segments.orientation.upright(stored)
        } catch {
            tjDestroy(handle)
            self.handle = nil
            throw error
        }
    }

    /// The picture before it is turned upright.
    private func storedPicture(
        in bytes: [UInt8], _ segments: JPEGSegments, fitting side: Int?, _ handle: tjhandle
    ) throws(ImageError) -> RGBImage {
        let header = try Header(bytes, handle)
        guard header.width * header.height <= Self.pixelLimit else {
            throw .tooLarge(width: header.width, height: header.height)
        }
        if segments.isHuffmanCoded, !header.fits(byteCount: bytes.count) {
            throw .truncated(byteCount: bytes.count)
        }
        let reduction = side.map { bestReduction(of: header, fitting: $0) } ?? 1
        let width = reduced(header.width, by: reduction)
        let height = reduced(header.height, by: reduction)
        let format = header.isCMYK ? TJPF_CMYK : TJPF_RGB
        let pixels = try decompress(bytes, width: width, height: height, format: format, handle)
        return RGBImage(
            width: width, height: height, pixels: header.isCMYK ? rgb(invertedCMYK: pixels) : pixels)
    }

    private struct Header {
        let width: Int
        let height: Int
        let isCMYK: Bool

        init(_ bytes: [UInt8], _ handle: tjhandle) throws(ImageError) {
            var width: Int32 = 0
            var height: Int32 = 0
            var sampling: Int32 = 0
            var colorSpace: Int32 = 0
            let status = tjDecompressHeader3(
                handle, bytes, UInt(bytes.count), &width, &height, &sampling, &colorSpace)
            // The library fails on samplings without a name, yet decodes them; by then the size is set.
            let isOnlyUnnamed = width > 0 && height > 0 && sampling < 0
            guard status == 0 || isOnlyUnnamed else { throw failure(of: handle, byteCount: bytes.count) }
            guard width > 0, height > 0 else { throw .corrupt("no picture in it") }
            guard colorSpace >= 0 else { throw .unsupported("unknown colour space") }
            self.width = Int(width)
            self.height = Int(height)
            isCMYK = [TJCS_CMYK, TJCS_YCCK].contains { colorSpace == Int32($0.rawValue) }
        }

        /// Whether so many bytes can hold the picture: Huffman codes take one bit at least for each block of
        /// 8 × 8. Keeps a small file from claiming the memory of a large picture.
        func fits(byteCount: Int) -> Bool { width * height / 64 / 8 <= byteCount }
    }

    private func decompress(
        _ bytes: [UInt8], width: Int, height: Int, format: TJPF, _ handle: tjhandle
    ) throws(ImageError) -> [UInt8] {
        let valueCount = width * height * (format == TJPF_CMYK ? 4 : 3)
        var status: Int32 = -1
        let pixels = [UInt8](unsafeUninitializedCapacity: valueCount) { target, count in
            status = tjDecompress2(
                handle, bytes, UInt(bytes.count), target.baseAddress, Int32(width), 0, Int32(height),
                Int32(format.rawValue), TJFLAG_ACCURATEDCT | TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS)
            count = status == 0 ? valueCount : 0
        }
        guard status == 0 else { throw failure(of: handle, byteCount: bytes.count) }
        return pixels
    }

    /// The largest reduction that keeps both sides at `2 × side` or more; 1 where none does.
    private func bestReduction(of header: Header, fitting side: Int) -> Int {
        let wanted = side.multipliedReportingOverflow(by: 2)
        guard !wanted.overflow else { return 1 }
        let shorter = min(header.width, header.height)
        return reductions.filter { reduced(shorter, by: $0) >= wanted.partialValue }.max() ?? 1
    }

    /// `TJSCALED`: a scaled side is rounded up.
    private func reduced(_ side: Int, by reduction: Int) -> Int { (side + reduction - 1) / reduction }

    private static func powerOfTwoReductions() -> [Int] {
        var count: Int32 = 0
        guard let factors = tjGetScalingFactors(&count) else { return [1] }
        return UnsafeBufferPointer(start: factors, count: Int(count)).compactMap { (factor) -> Int? in
            factor.num == 1 && factor.denom.nonzeroBitCount == 1 ? Int(factor.denom) : nil
        }
    }
}

/// Writes JPEG files: baseline, YCbCr, colour at half the resolution (4:2:0).
public final class JPEGEncoder {
    /// The longest side that libjpeg-turbo writes (`JPEG_MAX_DIMENSION`).
    public static let sideLimit = 65_500

    private let handle: tjhandle

    /// - Throws: `ImageError.libraryUnavailable`.
    public init() throws(ImageError) {
        guard let handle = tjInitCompress() else { throw .libraryUnavailable(lastMessage(of: nil)) }
        self.handle = handle
    }

    deinit { tjDestroy(handle) }

    /// Encodes a picture; the same pixels and quality always give the same bytes.
    ///
    /// - Parameter quality: 1 (smallest) to 100 (closest); values outside are taken as the nearest of these.
    /// - Throws: `.unsupported` for a side of more than `sideLimit` pixels.
    public func encode(_ image: RGBImage, quality: Int) throws(ImageError) -> [UInt8] {
        guard max(image.width, image.height) <= Self.sideLimit else {
            throw .unsupported(
                "\(image.width) × \(image.height) pixels; no side may exceed \(Self.sideLimit)")
        }
        let width = Int32(image.width)
        let height = Int32(image.height)
        let sampling = Int32(TJSAMP_420.rawValue)
        var length = tjBufSize(width, height, sampling)
        var status: Int32 = -1
        let bytes = [UInt8](unsafeUninitializedCapacity: Int(length)) { target, count in
            var start = target.baseAddress
            status = tjCompress2(
                handle, image.pixels, width, 0, height, Int32(TJPF_RGB.rawValue), &start, &length, sampling,
                Int32(min(max(quality, 1), 100)), TJFLAG_NOREALLOC | TJFLAG_ACCURATEDCT)
            count = status == 0 ? Int(length) : 0
        }
        guard status == 0 else { throw .unsupported(lastMessage(of: handle)) }
        return bytes.withUnsafeBufferPointer { Array($0) }  // A copy: the buffer has room for the worst case.
    }
}

/// The library's last complaint about a file, sorted by what it means to the reader of a rejection.
private func failure(of handle: tjhandle, byteCount: Int) -> ImageError {
    let message = lastMessage(of: handle)
    if message.hasPrefix("Premature end of") { return .truncated(byteCount: byteCount) }
    if message.hasPrefix("Unsupported") { return .unsupported(message) }
    return .corrupt(message)
}

/// `tjGetErrorStr2`, without the words that only repeat what is said around it.
private func lastMessage(of handle: tjhandle?) -> String {
    guard let text = tjGetErrorStr2(handle) else { return "no reason given" }
    let message = String(cString: text)
    let prefix = "Corrupt JPEG data: "
    return message.hasPrefix(prefix) ? String(message.dropFirst(prefix.count)) : message
}

/// CMYK as JPEG files hold it, inverted, to RGB. Adobe's programs write it so, whether or not they say so in
/// a marker, and every reader takes it so.
private func rgb(invertedCMYK: [UInt8]) -> [UInt8] {
    let pixelCount = invertedCMYK.count / 4
    var pixels = [UInt8](repeating: 0, count: 3 * pixelCount)
    PixelKernels.convertInvertedCMYK(invertedCMYK, target: &pixels, pixelCount: pixelCount)
    return pixels
}
