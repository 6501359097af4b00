/// All that decides the bytes of a run's features: an interrupted run may only be continued under the same plan.
///
/// The number of workers, the targeted variance and the place of the data are not part of it: they change nothing here.
struct RunPlan: Codable {
    /// As the user named it; not compared.
    let dataset: String
    let images: Int
    let catalog: String
    let preprocess: String
    let inputSize: Int
    let weights: String
    let partitions: Int

    init(catalog: Catalog, weights: Weights, options: RunOptions) {
        dataset = options.dataset
        images = catalog.entries.count
        self.catalog = catalog.digest
        preprocess = options.preprocessing.description
        inputSize = options.inputSize
        self.weights = weights.digest
        partitions = options.partitions
    }

    /// How this plan differs from an earlier one, as a sentence part; nil where it does not.
    func difference(from earlier: RunPlan) -> String? {
        func told(_ name: String, _ own: some Equatable, _ other: some Equatable) -> String? {
            "\(own)" == "\(other)" ? nil : "\(name) \(other), not \(own)"
        }
        let differences = [
            images == earlier.images && catalog != earlier.catalog ? "other images" : nil,
            told("images", images, earlier.images),
            told("--preprocess", preprocess, earlier.preprocess),
            told("--input-size", inputSize, earlier.inputSize),
            told("weights with digest", weights.prefix(12), earlier.weights.prefix(12)),
            told("--partitions", partitions, earlier.partitions),
        ].compactMap(\.self)
        return differences.isEmpty ? nil : differences.joined(separator: "; ")
    }
}
