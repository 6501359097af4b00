// The partitions of persisted datasets. Any thread may ask; the lock is held to look things up, never while a block is
// made, read or written.

import Foundation

/// Keeps partitions in memory up to a limit and in files of a scratch folder. What was used least recently leaves
/// memory first, and goes to the folder or is made again when it is wanted, as its dataset's level says.
final class BlockStore: Sendable {
    private struct State: Sendable {
        var memoryLimit: Int
        var memory: [BlockID: Block] = [:]
        var memoryBytes = 0
        /// By number.
        var datasets: [Int: BlockTally] = [:]
        var uses = 0
    }

    private let state: Monitor<State>
    private let scratch: ScratchFolder
    private let bus: EventBus?

    /// - Parameters:
    ///   - memoryLimit: bytes of blocks in memory at most.
    ///   - scratch: the folder in which a folder for files is made when the first one is needed; nil for the system's.
    ///   - bus: is told of every change.
    init(memoryLimit: Int, scratch: String? = nil, bus: EventBus? = nil) {
        state = Monitor(State(memoryLimit: max(0, memoryLimit)))
        self.scratch = ScratchFolder(in: scratch ?? NSTemporaryDirectory())
        self.bus = bus
    }

    /// Changes how many bytes of blocks may be in memory; what is too much leaves at once.
    ///
    /// - Throws: `FileError` where blocks that have to leave cannot be written.
    func limitMemory(to bytes: Int) throws {
        state.withLock { $0.memoryLimit = max(0, bytes) }
        _ = try makeRoom(for: 0, of: nil)
    }

    /// A partition as it was kept, else as `make` makes it, which is kept then.
    ///
    /// A file that is gone or damaged is no failure: the block is made again.
    ///
    /// - Throws: what `make` throws, or `PermanentFailure` with a `FileError` where a block cannot be written.
    func elements<Element: Storable>(
        of dataset: Persistence, partition: Int, make: () throws -> [Element]
    ) throws -> [Element] {
        let id = BlockID(dataset: dataset.id.number, partition: partition)
        if let found: [Element] = inMemory(id) { return found }
        if let found: [Element] = onDisk(id) {
            if dataset.level == .memoryAndDisk { try remember(found, id, mustWrite: false) }
            return found
        }
        let made = try make()
        register(dataset)
        try permanently {
            switch dataset.level {
            case .memory: try remember(made, id, mustWrite: false)
            case .memoryAndDisk: try remember(made, id, mustWrite: true)
            case .disk: try write(Element.encode(made), as: id)
            }
        }
        return made
    }

    /// Notes a partition that is kept in a store of its own.
    func note(_ dataset: Persistence, partition: Int, bytes: Int) {
        register(dataset)
        change(BlockID(dataset: dataset.id.number, partition: partition)) { $0.disk = bytes }
    }

    // MARK: - Datasets

    /// What is kept of each dataset, oldest first.
    var datasets: [PersistedDataset] {
        state.withLock { $0.datasets.values.map(\.summary).sorted { $0.dataset < $1.dataset } }
    }

    /// Whether every partition of a dataset is there.
    func holdsAll(of dataset: Persistence) -> Bool {
        state.withLock { $0.datasets[dataset.id.number]?.summary.stored } == dataset.partitionCount
    }

    /// Lets go of a dataset's blocks. Harmless twice.
    func release(_ dataset: Int) {
        let tally = state.withLock { state in
            for (id, block) in state.memory where id.dataset == dataset {
                state.memory[id] = nil
                state.memoryBytes -= block.bytes
            }
            return state.datasets.removeValue(forKey: dataset)
        }
        guard let tally else { return }
        for partition in tally.partitionsOnDisk {
            scratch.remove(fileName(BlockID(dataset: dataset, partition: partition)))
        }
        bus?.post(.blockUpdated(tally.emptied.summary))
    }

    /// Lets go of everything and removes the scratch folder. Harmless twice.
    func close() {
        for dataset in datasets { release(dataset.dataset) }
        scratch.removeAll()
    }

    private func register(_ dataset: Persistence) {
        let isNew = state.withLock { state in
            guard state.datasets[dataset.id.number] == nil else { return false }
            state.datasets[dataset.id.number] = BlockTally(dataset)
            return true
        }
        if isNew { dataset.attach(to: self) }
    }

    /// The one way to say where a block is: keeps the sums of its dataset true and tells of the change.
    private func change(_ id: BlockID, _ body: (inout BlockPlace) -> Void) {
        let summary = state.withLock { state in
            state.datasets[id.dataset]?.change(id.partition, body)
            return state.datasets[id.dataset]?.summary
        }
        if let summary { bus?.post(.blockUpdated(summary)) }
    }

    // MARK: - Blocks

    private func inMemory<Element>(_ id: BlockID) -> [Element]? {
        state.withLock { state in
            guard let elements = state.memory[id]?.elements as? [Element] else { return nil }
            state.uses += 1
            state.memory[id]?.lastUse = state.uses
            return elements
        }
    }

    private func onDisk<Element: Storable>(_ id: BlockID) -> [Element]? {
        guard state.withLock({ $0.datasets[id.dataset]?.isOnDisk(id.partition) }) == true else { return nil }
        if let bytes = scratch.read(fileName(id)), let found = try? Element.decode(bytes) { return found }
        change(id) { $0.disk = nil }
        return nil
    }

    private func write(_ bytes: [UInt8], as id: BlockID) throws {
        try scratch.write(bytes, as: fileName(id))
        change(id) { $0.disk = bytes.count }
    }

    private func remember<Element: Storable>(_ elements: [Element], _ id: BlockID, mustWrite: Bool) throws {
        let bytes = elements.reduce(0) { $0 + $1.byteCount }
        let encode: @Sendable () throws -> [UInt8] = { try Element.encode(elements) }
        guard try makeRoom(for: bytes, of: id.dataset) else {
            if mustWrite { try write(encode(), as: id) }
            return
        }
        state.withLock { state in
            guard state.memory[id] == nil else { return }
            state.uses += 1
            state.memoryBytes += bytes
            state.memory[id] = Block(
                elements: elements, bytes: bytes, encode: mustWrite ? encode : nil, lastUse: state.uses)
        }
        change(id) { $0.memory = bytes }
    }

    /// Has blocks leave until `bytes` more fit. Returns false where they never will.
    ///
    /// Blocks of the same dataset stay: to drop the first partitions for the last of a dataset that is too large would
    /// help no one who reads it from the start again.
    private func makeRoom(for bytes: Int, of dataset: Int?) throws -> Bool {
        while true {
            switch nextToLeave(for: bytes, of: dataset) {
            case .enough: return true
            case .nothing: return false
            case .block(let id, let block):
                // Written before it is forgotten: whoever wants it meanwhile finds it.
                defer { forget(id) }
                if let encode = block.encode { try write(encode(), as: id) }
            }
        }
    }

    private enum Leaving {
        case enough
        case nothing
        case block(BlockID, Block)
    }

    private func nextToLeave(for bytes: Int, of dataset: Int?) -> Leaving {
        state.withLock { state in
            if state.memoryBytes + bytes <= state.memoryLimit { return .enough }
            let candidates = state.memory.lazy.filter { $0.key.dataset != dataset && !$0.value.isLeaving }
            guard let oldest = candidates.min(by: { $0.value.lastUse < $1.value.lastUse }) else {
                return .nothing
            }
            state.memory[oldest.key]?.isLeaving = true
            return .block(oldest.key, oldest.value)
        }
    }

    private func forget(_ id: BlockID) {
        state.withLock { state in
            if let block = state.memory.removeValue(forKey: id) { state.memoryBytes -= block.bytes }
        }
        change(id) { $0.memory = nil }
    }

    private func fileName(_ id: BlockID) -> String { "\(id.dataset)-\(id.partition)" }
}
