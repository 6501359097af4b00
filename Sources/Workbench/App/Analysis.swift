import Engine

/// What the principal component analysis of a run gave, as screens 4 and 5 read it.
///
/// Everything large is built by the sender, once; the UI thread only holds it.
struct Analysis: Sendable {
    /// The images in row order: row i of `projection` is `images[i]`.
    let images: [CatalogEntry]
    /// How many values a feature vector has: 2048.
    let features: Int
    /// Share of the variance of each component, largest first: `(min(images, features),)`.
    let explainedVarianceRatio: [Double]
    /// How many components the run keeps.
    let chosen: Int
    /// The share of variance that was asked for, where `chosen` came from one.
    let target: Double?
    /// The images on the kept components: `(images, chosen)`, row-major.
    let projection: [Float]
    /// The category of each row, as an index into `categories`; -1 for an unlabelled image.
    let categoryOfRow: [Int]
    /// Names in order of the alphabet.
    let categories: [String]
    /// Rises with each new analysis, so that a screen knows when to rebuild what it derived.
    let generation: Int

    init(
        images: [CatalogEntry], features: Int, explainedVarianceRatio: [Double], chosen: Int, target: Double?,
        projection: [Float], generation: Int
    ) {
        self.images = images
        self.features = features
        self.explainedVarianceRatio = explainedVarianceRatio
        self.chosen = chosen
        self.target = target
        self.projection = projection
        self.generation = generation
        categories = Set(images.compactMap(\.category)).sorted()
        let index = Dictionary(uniqueKeysWithValues: categories.enumerated().map { ($1, $0) })
        categoryOfRow = images.map { entry in entry.category.flatMap { index[$0] } ?? -1 }
    }
}
