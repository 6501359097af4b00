/// Preprocessing steps in the order in which they are applied, as the user lists them.
///
/// Text and value go both ways: `PreprocessingChain(chain.description) == chain`.
public struct PreprocessingChain: Sendable {
    public var steps: [any PreprocessingStep]

    /// Every step there is.
    public static let knownSteps: [any PreprocessingStep.Type] = [
        HistogramEqualization.self, LumaEqualization.self, GaussianBlur.self,
    ]

    /// `equalize,gaussian`: what is done where the user says nothing.
    public static let standard = PreprocessingChain([HistogramEqualization(), GaussianBlur()])

    private static let emptyName = "none"

    public init(_ steps: [any PreprocessingStep]) {
        self.steps = steps
    }

    /// Reads a list such as `equalize,gaussian:1.5`, or `none`. A step may stand in it more than once; blanks
    /// around a step do not count; an empty text is an error, since it is more often a slip than a wish.
    public init(_ text: String) throws(PreprocessingError) {
        let items = text.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmed)
        if items == [Self.emptyName] {
            self.init([])
            return
        }
        var steps: [any PreprocessingStep] = []
        for item in items { steps.append(try Self.step(item)) }
        self.init(steps)
    }

    /// One item of a list: a name, or a name, a colon and an argument.
    private static func step(_ item: String) throws(PreprocessingError) -> any PreprocessingStep {
        let parts = item.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(\.trimmed)
        let name = parts[0]
        guard !item.isEmpty else { throw .missingStep }
        guard name != emptyName else { throw .noneBesideOthers }
        guard let type = knownSteps.first(where: { $0.name == name }) else {
            throw .unknownStep(name, known: knownSteps.map { $0.usage })
        }
        return try type.init(argument: parts.count > 1 ? parts[1] : nil)
    }

    public func apply(to image: inout RGBImage) {
        for step in steps { step.apply(to: &image) }
    }

    /// The picture after each step: as many pictures as steps, the last being the result.
    public func stages(of image: RGBImage) -> [RGBImage] {
        var image = image
        return steps.map { step in
            step.apply(to: &image)
            return image
        }
    }
}

extension PreprocessingChain: CustomStringConvertible {
    /// The list as the user would write it.
    public var description: String {
        steps.isEmpty ? Self.emptyName : steps.map(\.label).joined(separator: ",")
    }
}

extension PreprocessingChain: Hashable {
    public static func == (left: Self, right: Self) -> Bool { left.description == right.description }

    public func hash(into hasher: inout Hasher) { hasher.combine(description) }
}

extension Substring {
    fileprivate var trimmed: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
