import Engine

extension PictureReader {
    /// The pictures of a dataset, no larger than a screen can show.
    init(of source: any Source) {
        let decoder = Result { try JPEGDecoder() }
        self.init(
            load: { path in
                Fetched {
                    try decoder.get().decode(source.read(path), fitting: Self.side).fitted(to: Self.side)
                }
            },
            apply: { chain, image in
                Fetched {
                    var image = image
                    try PreprocessingChain(chain).apply(to: &image)
                    return image
                }
            })
    }

    /// The longest side of a picture that is larger in its file.
    private static let side = 256
}

extension PictureReader.Fetched {
    fileprivate init(_ body: () throws -> RGBImage) {
        do {
            self = .image(try body())
        } catch SourceError.store(let error) {
            self = .failed("cannot be had: \(error)")
        } catch {
            self = .failed("\(error)".escapingUnprintable)
        }
    }
}

extension RGBImage {
    fileprivate func fitted(to side: Int) -> RGBImage {
        let longest = max(width, height)
        guard longest > side else { return self }
        return resized(width: max(1, width * side / longest), height: max(1, height * side / longest))
    }
}
