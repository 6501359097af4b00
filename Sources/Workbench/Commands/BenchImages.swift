import Engine

/// The photographs that benches work on.
enum BenchImages {
    /// Of every photograph, pixels.
    static let side = 100
    static let count = 64

    /// Photographs of all the kinds there are, as `synthesize` draws them.
    static func rendered() -> [RGBImage] {
        let synthesizer = Synthesizer(seed: 42)
        let plan = SynthesisPlan(perCategory: count)
        return (0..<count).map { synthesizer.image(for: plan.file($0 * 6)) }
    }

    /// The decoded photographs below a folder, `count` of them at most, spread evenly.
    ///
    /// - Throws: what is wrong with the folder or with the first photograph that cannot be decoded; a size other than
    ///   `side` only shows when the network sees it.
    static func read(from folder: String) throws -> [RGBImage] {
        let source = try openSource(folder)
        let catalog = try Catalog(listing: source)
        guard !catalog.entries.isEmpty else { throw CatalogError.empty(uri: source.uri) }
        let decoder = try JPEGDecoder()
        return try catalog.selecting(categories: [], limit: count).entries.map {
            try decoder.decode(try source.read($0.path))
        }
    }
}
