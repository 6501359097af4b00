import Engine
import Foundation
import Plot

/// How pictures are had: made on the worker's thread and used there alone, so it may hold a decoder.
struct PictureReader {
    /// Reads and decodes an image, small enough for a screen.
    let load: (ImagePath) -> Fetched
    /// Takes an image through a chain, written as `--preprocess` takes it.
    let apply: (_ chain: String, RGBImage) -> Fetched

    enum Fetched: Sendable {
        case image(RGBImage)
        /// Why there is none, as a sentence part.
        case failed(String)
    }
}

/// Decodes images and takes them through chains for display, on a thread of its own.
///
/// Only the newest list of thumbnails and the newest preview asked for are worked on: a held arrow key leaves no queue
/// behind.
///
/// `@unchecked Sendable`: `wanted` and `isClosed` are touched only while `condition` is locked, the rest is constant.
final class PictureWorker: @unchecked Sendable {
    private let mailbox: Mailbox
    private let condition = NSCondition()
    private var wanted = Wanted()
    private var isClosed = false

    private struct Wanted {
        /// The next one first.
        var thumbnails: ArraySlice<ImagePath> = []
        var preview: PreviewRequest?
        var isEmpty: Bool { thumbnails.isEmpty && preview == nil }

        /// One thumbnail and the preview: what takes longer never waits behind a whole list.
        mutating func takeNext() -> (thumbnail: ImagePath?, preview: PreviewRequest?) {
            defer { preview = nil }
            return (thumbnails.popFirst(), preview)
        }
    }

    /// - Parameter makeReader: called once, on the worker's thread.
    init(mailbox: Mailbox, makeReader: @escaping @Sendable () -> PictureReader) {
        self.mailbox = mailbox
        let thread = Thread { [self] in work(with: LastImageReader(makeReader())) }
        thread.name = "pictures"
        thread.start()
    }

    /// Replaces the thumbnails that are asked for and not yet begun.
    func loadThumbnails(_ paths: [ImagePath]) { want { $0.thumbnails = paths[...] } }

    /// Replaces the preview that is asked for and not yet begun.
    func preprocess(_ request: PreviewRequest) { want { $0.preview = request } }

    /// The thread ends after what it has begun.
    func close() {
        condition.lock()
        isClosed = true
        condition.signal()
        condition.unlock()
    }

    private func want(_ change: (inout Wanted) -> Void) {
        condition.lock()
        change(&wanted)
        condition.signal()
        condition.unlock()
    }

    private func next() -> (thumbnail: ImagePath?, preview: PreviewRequest?)? {
        condition.lock()
        defer { condition.unlock() }
        while wanted.isEmpty, !isClosed { condition.wait() }
        return isClosed ? nil : wanted.takeNext()
    }

    private func work(with reader: LastImageReader) {
        while let wanted = next() {
            if let path = wanted.thumbnail { mailbox.send(.picture(path, Picture(reader.load(path)))) }
            if let request = wanted.preview { mailbox.send(.preview(preview(request, reader))) }
        }
    }

    private func preview(_ request: PreviewRequest, _ reader: LastImageReader) -> Preview {
        let before = reader.load(request.path)
        var fetched = before
        let after = request.steps.map { step in
            if case .image(let image) = fetched { fetched = reader.apply(step, image) }
            return Picture(fetched)
        }
        return Preview(request: request, before: Picture(before), after: after)
    }
}

/// Remembers the image read last: σ moves without reading it again.
private final class LastImageReader {
    private let reader: PictureReader
    private var last: (path: ImagePath, fetched: PictureReader.Fetched)?

    init(_ reader: PictureReader) { self.reader = reader }

    func load(_ path: ImagePath) -> PictureReader.Fetched {
        if let last, last.path == path { return last.fetched }
        let fetched = reader.load(path)
        last = (path, fetched)
        return fetched
    }

    func apply(_ chain: String, _ image: RGBImage) -> PictureReader.Fetched { reader.apply(chain, image) }
}

extension Picture {
    fileprivate init(_ fetched: PictureReader.Fetched) {
        switch fetched {
        case .image(let image):
            let pixmap = Pixmap(width: image.width, height: image.height, pixels: image.pixels)
            self = pixmap.map { .ready($0) } ?? .failed("has no pixels")
        case .failed(let reason): self = .failed(reason)
        }
    }
}
