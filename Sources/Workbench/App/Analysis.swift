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
    /// The squared distance of each image from the mean on the kept components: `(images,)`.
    let squaredLengths: [Float]
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
        squaredLengths = Engine.squaredLengths(ofRows: projection, columns: chosen)
    }
}

/// What was found out about an analysis because a screen asked for it.
struct Insight: Sendable {
    /// Nearest neighbours of held-out images, by the number of components: of the run's features, so it stays when
    /// another number is kept.
    enum Trial: Sendable {
        case unknown
        /// How far it is known; more components may still be tried.
        case found(NeighbourTrial)
        /// Why there is none, as a sentence.
        case failed(String)
    }

    var trial = Trial.unknown
    /// The neighbours of the image that was asked for last, and the generation of the analysis that they are of.
    var nearest: (rows: NearestRows, generation: Int)?

    /// The trial, as far as there is one.
    var found: NeighbourTrial? {
        if case .found(let trial) = trial { trial } else { nil }
    }

    /// The images nearest to one, where they were asked for.
    func neighbours(ofRow row: Int, generation: Int) -> [NearestRows.Neighbour]? {
        guard let nearest, nearest.generation == generation, nearest.rows.row == row else { return nil }
        return nearest.rows.neighbours
    }
}
