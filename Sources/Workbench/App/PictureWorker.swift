import Engine
import Foundation
import Plot

/// Decodes images and takes them through chains for display, on a thread of its own.
///
/// Only the newest thumbnail and the newest preview asked for are worked on: a held arrow key leaves no queue behind.
///
/// `@unchecked Sendable`: `wanted` and `isClosed` are touched only while `condition` is locked, `lastImage` only by the
/// worker's thread, the rest is constant.
final class PictureWorker: @unchecked Sendable {
    /// An image, or why there is none as a sentence part.
    typealias Load = @Sendable (ImagePath) -> Fetched
    /// The image after the chain (as `--preprocess` takes it), or why there is none as a sentence part.
    typealias Apply = @Sendable (_ chain: String, RGBImage) -> Fetched

    enum Fetched: Sendable {
        case image(RGBImage)
        case failed(String)
    }

    private let load: Load
    private let apply: Apply
    private let mailbox: Mailbox
    private let condition = NSCondition()
    private var wanted = Wanted()
    private var isClosed = false
    /// The image read last: σ moves without reading again.
    private var lastImage: (path: ImagePath, fetched: Fetched)?

    private struct Wanted {
        var thumbnail: ImagePath?
        var preview: PreviewRequest?
        var isEmpty: Bool { thumbnail == nil && preview == nil }
    }

    /// - Parameters:
    ///   - load: reads and decodes an image, small enough for a screen; called on the worker's thread only.
    ///   - apply: called on the worker's thread only.
    init(mailbox: Mailbox, load: @escaping Load, apply: @escaping Apply) {
        self.mailbox = mailbox
        self.load = load
        self.apply = apply
        let thread = Thread { [self] in work() }
        thread.name = "pictures"
        thread.start()
    }

    /// Replaces the thumbnail that is asked for and not yet begun.
    func loadThumbnail(_ path: ImagePath) { want { $0.thumbnail = path } }

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

    private func next() -> Wanted? {
        condition.lock()
        defer { condition.unlock() }
        while wanted.isEmpty, !isClosed { condition.wait() }
        defer { wanted = Wanted() }
        return isClosed ? nil : wanted
    }

    private func work() {
        while let wanted = next() {
            if let path = wanted.thumbnail { mailbox.send(.picture(path, Picture(fetch(path)))) }
            if let request = wanted.preview { mailbox.send(.preview(preview(request))) }
        }
    }

    private func preview(_ request: PreviewRequest) -> Preview {
        let before = fetch(request.path)
        let after: Fetched =
            switch before {
            case .image(let image): apply(request.chain, image)
            case .failed: before
            }
        return Preview(request: request, before: Picture(before), after: Picture(after))
    }

    private func fetch(_ path: ImagePath) -> Fetched {
        if let lastImage, lastImage.path == path { return lastImage.fetched }
        let fetched = load(path)
        lastImage = (path, fetched)
        return fetched
    }
}

extension Picture {
    fileprivate init(_ fetched: PictureWorker.Fetched) {
        switch fetched {
        case .image(let image):
            let pixmap = Pixmap(width: image.width, height: image.height, pixels: image.pixels)
            self = pixmap.map { .ready($0) } ?? .failed("it has no pixels")
        case .failed(let reason): self = .failed(reason)
        }
    }
}
