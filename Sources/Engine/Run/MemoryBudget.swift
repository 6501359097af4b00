import Foundation

/// What a run may take of the machine's memory at its most.
///
/// What a run holds does not grow with the features: they go to the disk batch by batch and come back a block at a time.
/// It grows with the slots, each of which has a network session and a Gramian, and slowly with the list of images. So
/// a budget decides how many tasks work at once, and never what they come to.
public struct MemoryBudget: Hashable, Sendable {
    public let bytes: Int

    public init(bytes: Int) { self.bytes = bytes }

    /// Reads a number with K, M or G, the powers of 1024, or with nothing for bytes; nil for anything else.
    public init?(_ text: String) {
        let powers: [Character: Int] = ["K": 10, "M": 20, "G": 30]
        let power = text.uppercased().last.flatMap { powers[$0] }
        guard let number = Double(power == nil ? text[...] : text.dropLast()), number > 0 else { return nil }
        let bytes = number * Double(1 << (power ?? 0))
        guard bytes >= 1, bytes < Double(Int.max / 2) else { return nil }
        self.bytes = Int(bytes)
    }

    /// How many slots the budget allows, at most `wanted` and at least one, once the network is made and the images are
    /// listed.
    ///
    /// - Parameter readAhead: bytes of images that a slot may hold before it wants them.
    /// - Throws: `MemoryBudgetError` where there is no room for one.
    func slots(
        for network: Network, readAhead: Int = 0, atMost wanted: Int
    ) throws(MemoryBudgetError) -> Int {
        let held = Machine.memoryBytes() + Self.eigensolveBytes
        let slot = Self.slotBytes(network) + readAhead
        let slots = (bytes - held) / slot
        guard slots > 0 else { throw MemoryBudgetError(budget: bytes, least: held + slot) }
        return min(wanted, slots)
    }

    /// A session and a batch of pictures, then a block of features and its Gramian: a slot does the one after the
    /// other but keeps its session. As much again as the features of a batch is spent on their way.
    private static func slotBytes(_ network: Network) -> Int {
        let batch = network.batchSize * (3 * network.inputSize * network.inputSize + 8 * network.featureCount)
        let block = blockRows * network.featureCount * MemoryLayout<Float>.size
        return network.sessionByteCount + batch + block + Gramian.byteCount(dimension: network.featureCount)
    }

    /// The sum of all Gramians, its square matrix, and eigenvectors, at most as many as features.
    private static var eigensolveBytes: Int {
        let square = ResNet50.featureCount * ResNet50.featureCount * MemoryLayout<Double>.size
        return Gramian.byteCount(dimension: ResNet50.featureCount) + 3 * square
    }
}

/// A budget that a run cannot keep to.
public struct MemoryBudgetError: Error, Equatable, CustomStringConvertible {
    let budget: Int
    let least: Int

    public var description: String {
        "--memory \(Self.mebibytes(budget)) is too little for this run: the least that can do is "
            + Self.mebibytes(least)
    }

    private static func mebibytes(_ bytes: Int) -> String { "\((bytes + 1 << 20 - 1) >> 20)M" }
}
