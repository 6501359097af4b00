// What was tried once need not be tried again: the methods that were fastest, kept for the process and, in a file of
// the user's, for the next. Losing the file costs a second; so what cannot be read or written is passed over.

import Foundation

/// The methods that were fastest on this machine.
///
/// Threading: any thread may call it.
public final class MethodMemory: Sendable {
    private let path: String?
    private let machine: String
    /// By machine and library, because a home folder may be shared among machines.
    private let remembered: Monitor<[String: ConvolutionMethods]>

    /// - Parameter path: the file; nil keeps the choices for as long as this object lives.
    public init(path: String?) {
        self.path = path
        let oneDNN = oneDNNVersion()
        machine = "\(Machine.current().processor), oneDNN \(oneDNN.version), \(oneDNN.instructionSet)"
        remembered = Monitor(Self.read(path))
    }

    /// The choices made on this machine so far.
    public var methods: ConvolutionMethods { remembered.withLock { $0[machine] ?? ConvolutionMethods() } }

    /// Makes a network with the choices that are known and keeps those that it makes.
    ///
    /// One at a time, so that two runs at once neither disturb each other's trials nor choose differently.
    ///
    /// - Parameter first: choices that go before those of the memory: those of a run that is continued.
    public func network(
        _ weights: Weights, inputSize: Int, batchSize: Int = Network.standardBatchSize,
        precision: Precision = .float32, first: ConvolutionMethods = ConvolutionMethods()
    ) throws -> Network {
        try remembered.withLock { remembered in
            let known = remembered[machine] ?? ConvolutionMethods()
            let network = try Network(
                weights: weights, inputSize: inputSize, batchSize: batchSize, precision: precision,
                methods: first.completed(by: known))
            let completed = known.completed(by: network.methods)
            if completed != known {
                remembered[machine] = completed
                write(remembered)
            }
            return network
        }
    }

    private static func read(_ path: String?) -> [String: ConvolutionMethods] {
        let data = path.flatMap { FileManager.default.contents(atPath: $0) }
        return data.flatMap { try? JSONDecoder().decode([String: ConvolutionMethods].self, from: $0) } ?? [:]
    }

    /// Adds to what other processes have written meanwhile.
    private func write(_ remembered: [String: ConvolutionMethods]) {
        let all = remembered.merging(Self.read(path)) { own, other in own.completed(by: other) }
        guard let path, let text = try? encodeJSON(all, pretty: true) else { return }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try? AtomicFile.write(text, to: path)
    }
}
