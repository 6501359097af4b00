/// Which files a synthesised set has and what each of them shows, in the layout of Fruits-360.
public struct SynthesisPlan: Sendable {
    public struct File: Hashable, Sendable {
        /// Below the set's folder: `Training/Banana/0_100.jpg`.
        public let path: String
        public let kind: FruitKind
        /// `Training` or `Test`.
        public let split: String
        /// The picture's place among the `count` of its kind and split.
        public let index: Int
        public let count: Int
    }

    /// Pictures of each kind in `Training`.
    public let trainingCount: Int
    /// Pictures of each kind in `Test`: a third of `Training`'s, and at least one.
    public var testCount: Int { max(1, trainingCount / 3) }

    /// - Precondition: `perCategory` is at least 1.
    public init(perCategory: Int) {
        precondition(perCategory >= 1)
        trainingCount = perCategory
    }

    public var fileCount: Int { FruitKind.allCases.count * (trainingCount + testCount) }

    /// The folders that the files need, below the set's folder.
    public var folders: [String] {
        FruitKind.allCases.flatMap { kind in ["Training", "Test"].map { "\($0)/\(kind.rawValue)" } }
    }

    /// File `number` of `fileCount`: kind by kind, `Training` before `Test`, so that neighbours show the same fruit.
    public func file(_ number: Int) -> File {
        let perKind = trainingCount + testCount
        let kind = FruitKind.allCases[number / perKind]
        let place = number % perKind
        let isTraining = place < trainingCount
        let split = isTraining ? "Training" : "Test"
        let index = isTraining ? place : place - trainingCount
        return File(
            path: "\(split)/\(kind.rawValue)/\(index)_100.jpg", kind: kind, split: split, index: index,
            count: isTraining ? trainingCount : testCount)
    }
}

extension Synthesizer {
    /// The picture that `file` of a plan asks for.
    public func image(for file: SynthesisPlan.File) -> RGBImage {
        image(of: file.kind, split: file.split, index: file.index, of: file.count)
    }
}
