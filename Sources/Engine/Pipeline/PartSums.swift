/// What partitions of images add up to: the list of them in order, and the Gramian of their features.
struct PartSums: Sendable {
    private(set) var parts: [PartSummary] = []
    /// nil where there are no features yet, or no components are wanted.
    private(set) var gramian: Gramian?
    private let wantsGramian: Bool

    init(wantsGramian: Bool) { self.wantsGramian = wantsGramian }

    mutating func add(_ part: FeaturePart, _ context: TaskContext) {
        parts.append(part.summary)
        guard wantsGramian, !part.features.isEmpty else { return }
        let gramian = context.measure(.gramian) {
            Gramian(of: part.features, dimension: ResNet50.featureCount)
        }
        merge(gramian)
    }

    /// Adds the sums of the partitions that come next.
    mutating func merge(_ next: PartSums) {
        parts += next.parts
        if let gramian = next.gramian { merge(gramian) }
    }

    private mutating func merge(_ next: Gramian) {
        if gramian?.merge(next) == nil { gramian = next }
    }
}
