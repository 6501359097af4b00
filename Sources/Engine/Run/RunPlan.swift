/// All that decides the bytes of a run's features: an interrupted run may only be continued under the same plan.
///
/// The number of workers, the targeted variance and the place of the data are not part of it: they change nothing here.
struct RunPlan: Codable, Hashable, Sendable {
    /// As the user named it; not compared.
    let dataset: String
    let categories: [String]
    let limit: Int?
    let images: Int
    /// Fingerprint of their paths and lengths.
    let catalog: String
    /// Fingerprint of when they were modified.
    let times: String
    let preprocess: String
    let inputSize: Int
    let precision: String
    let variant: String
    /// Their digest.
    let weights: String
    let partitions: Int
    /// The arithmetic of the program and of the libraries that have a say in the last bits.
    let numerics: String
    /// How convolutions are computed, as was fastest on the machine that began the run; not compared: who continues
    /// takes it from here.
    var methods = ConvolutionMethods()

    init(catalog: Catalog, weights: Weights, options: RunOptions) {
        dataset = options.dataset
        categories = options.categories
        limit = options.limit
        images = catalog.entries.count
        self.catalog = catalog.digest
        times = catalog.timesDigest
        preprocess = options.preprocessing.description
        inputSize = options.inputSize
        precision = options.precision.rawValue
        variant = weights.variant.name
        self.weights = weights.digest
        partitions = options.partitions
        numerics = Self.numerics
    }

    /// To be counted up with every change that makes other bits of the same photographs.
    private static let arithmetic = 1

    private static var numerics: String {
        let library = oneDNNVersion()
        return "\(arithmetic) with oneDNN \(library.version) and \(library.instructionSet)"
    }

    /// How this plan differs from an earlier one, as a sentence part that names the earlier value first; nil where it
    /// does not.
    func difference(from earlier: RunPlan) -> String? {
        let selection = [
            told("--categories", listed(categories), listed(earlier.categories)),
            told("--limit", limit.map(String.init) ?? "none", earlier.limit.map(String.init) ?? "none"),
        ].compactMap(\.self)
        // Another selection has other images: to tell both would tell one thing twice.
        let images = selection.isEmpty ? [imageDifference(from: earlier)].compactMap(\.self) : []
        let differences = selection + images + optionDifferences(from: earlier)
        return differences.isEmpty ? nil : differences.joined(separator: "; ")
    }

    private func imageDifference(from earlier: RunPlan) -> String? {
        told("images", images, earlier.images)
            ?? told("images of paths and lengths with digest", catalog, earlier.catalog)
            ?? told("images as modified at times with digest", times, earlier.times)
    }

    private func optionDifferences(from earlier: RunPlan) -> [String] {
        [
            told("--preprocess", preprocess, earlier.preprocess),
            told("--input-size", inputSize, earlier.inputSize),
            told("--precision", precision, earlier.precision),
            told("--variant", variant, earlier.variant),
            told("weights with digest", weights, earlier.weights),
            told("--partitions", partitions, earlier.partitions),
            told("arithmetic", numerics, earlier.numerics),
        ].compactMap(\.self)
    }

    private func told<Value: Equatable>(_ name: String, _ own: Value, _ earlier: Value) -> String? {
        own == earlier ? nil : "\(name) \(earlier), not \(own)"
    }

    private func listed(_ categories: [String]) -> String {
        categories.isEmpty ? "all" : categories.sorted().joined(separator: ",").escapingUnprintable
    }
}
