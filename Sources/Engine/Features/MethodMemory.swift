// What was tried once need not be tried again: the methods that were fastest, kept for the process and, in a file of
// the user's, for the next. Losing the file costs a second; so what cannot be read or written is passed over.

import Foundation

/// The methods that were fastest on this machine.
///
/// Threading: any thread may call it.
public final class MethodMemory: Sendable {
    /// By machine and library, because a home folder may be shared among machines.
    private struct Contents {
        let machine: String
        var all: [String: ConvolutionMethods]

        var own: ConvolutionMethods { all[machine] ?? ConvolutionMethods() }
    }

    private let path: String?
    /// nil until it is first wanted: runs are made ready before anything is shown, networks after.
    private let remembered = Monitor<Contents?>(nil)

    /// - Parameter path: the file; nil keeps the choices for as long as this object lives.
    public init(path: String?) { self.path = path }

    /// The choices made on this machine so far.
    public var methods: ConvolutionMethods { withContents { $0.own } }

    /// Makes a network with the choices that are known and keeps those that it makes.
    ///
    /// One at a time, so that two runs at once neither disturb each other's trials nor choose differently.
    ///
    /// - Parameter first: choices that go before those of the memory: those of a run that is continued.
    public func network(
        _ weights: Weights, inputSize: Int, batchSize: Int = Network.standardBatchSize,
        precision: Precision = .float32, first: ConvolutionMethods = ConvolutionMethods()
    ) throws -> Network {
        try withContents { remembered in
            let known = remembered.own
            let network = try Network(
                weights: weights, inputSize: inputSize, batchSize: batchSize, precision: precision,
                methods: first.completed(by: known))
            let completed = known.completed(by: network.methods)
            if completed != known {
                remembered.all[remembered.machine] = completed
                write(remembered.all)
            }
            return network
        }
    }

    private func withContents<Result>(_ body: (inout Contents) throws -> Result) rethrows -> Result {
        try remembered.withLock { remembered in
            var contents = remembered ?? read()
            defer { remembered = contents }
            return try body(&contents)
        }
    }

    private func read() -> Contents {
        let oneDNN = oneDNNVersion()
        return Contents(
            machine: "\(Machine.current().processor), oneDNN \(oneDNN.version), \(oneDNN.instructionSet)",
            all: Self.read(path))
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
