import Foundation
import Testing

/// Tests of the program as a user meets it: the built binary in a process of its own, arguments in, bytes and exit
/// codes out. One after the other, because some of them measure time.
@Suite(
    "Command line", .serialized,
    .enabled(if: Tool.path != nil, "the binary 'workbench' is not beside the tests; build the product first"))
enum CommandLineTests {}

/// The built binary.
enum Tool {
    /// Beside the program that runs the tests.
    static let path: String? = {
        let beside = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent().appending(path: "workbench").path
        return FileManager.default.isExecutableFile(atPath: beside) ? beside : nil
    }()

    /// The photographs that come with the repository.
    static let sampleData = URL(fileURLWithPath: #filePath).appending(path: "../../../../sample-data")
        .standardizedFileURL.path

    /// Runs the program to its end.
    static func run(_ arguments: String..., in folder: Scratch = Scratch()) throws -> Ending {
        try start(arguments, in: folder).ending()
    }

    /// Starts the program with its folder as the current one and nothing on stdin.
    ///
    /// - Parameter environment: what is set besides that of the tests.
    static func start(
        _ arguments: [String], in folder: Scratch = Scratch(), environment: [String: String] = [:]
    ) throws -> Running {
        try Running(try #require(path), arguments, in: folder, environment)
    }

    /// Runs the program from a shell, in whose script it is `"$0"`.
    static func shell(
        _ script: String, in folder: Scratch = Scratch(), environment: [String: String] = [:]
    ) throws -> Running {
        try Running("/bin/sh", ["-c", script, try #require(path)], in: folder, environment)
    }
}

/// How the program ended, and what it said.
struct Ending {
    let status: Int32
    let out: String
    let err: String
    /// Seconds from its start.
    let seconds: Double

    /// Every byte on stdout and stderr, as they came.
    let bytes: [UInt8]

    var firstComplaint: String { err.split(separator: "\n").first.map(String.init) ?? "" }
    var lastComplaint: String { err.split(separator: "\n").last.map(String.init) ?? "" }
}

/// The program while it runs.
final class Running {
    private let process = Process()
    private let folder: Scratch
    private let ended = DispatchSemaphore(value: 0)
    private let names = (out: ".out-\(UUID().uuidString)", err: ".err-\(UUID().uuidString)")
    private let started = Date()

    init(
        _ program: String, _ arguments: [String], in folder: Scratch, _ environment: [String: String] = [:]
    ) throws {
        self.folder = folder
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: folder.file(names.out))
        process.standardError = try FileHandle(forWritingTo: folder.file(names.err))
        process.terminationHandler = { [ended] _ in ended.signal() }
        try withoutBlockedSignals { try process.run() }
    }

    /// A child inherits what is blocked, and the threads that tests run on block nearly everything; a shell does not.
    private func withoutBlockedSignals<Result>(_ body: () throws -> Result) rethrows -> Result {
        var (none, before) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        return try body()
    }

    func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// Sleeps until the file is there or the program has ended.
    func waitForFile(_ path: String) throws {
        while process.isRunning, !FileManager.default.fileExists(atPath: path) { usleep(2_000) }
        try #require(process.isRunning, "ended before \(path) was there")
    }

    func ending() throws -> Ending {
        ended.wait()
        let seconds = Date().timeIntervalSince(started)
        let (out, err) = (try folder.bytes(names.out), try folder.bytes(names.err))
        return Ending(
            status: process.terminationStatus, out: String(decoding: out, as: UTF8.self),
            err: String(decoding: err, as: UTF8.self), seconds: seconds, bytes: out + err)
    }
}

/// A folder for one test, removed with everything in it when the value goes.
final class Scratch: Sendable {
    let path = FileManager.default.temporaryDirectory.appending(path: "workbench-\(UUID().uuidString)").path

    init() { mkdir(path, 0o777) }
    deinit { try? FileManager.default.removeItem(atPath: path) }

    func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)))
    }

    func names(_ name: String = "") -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path + "/" + name)) ?? []).sorted()
    }

    /// Makes an empty file.
    func file(_ name: String) throws -> URL {
        try write([], to: name)
        return URL(fileURLWithPath: path + "/" + name)
    }

    /// Writes a file, folders above it included.
    func write(_ bytes: [UInt8], to name: String) throws {
        let url = URL(fileURLWithPath: path + "/" + name)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }

    /// Copies a photograph of the sample data.
    func copy(_ photograph: String, to name: String) throws {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: Tool.sampleData + "/" + photograph))
        try write([UInt8](bytes), to: name)
    }
}

/// Expects two run folders to hold the same files, and the same bytes where time has no say in them.
func expectSameRun(
    _ one: String, _ other: String, in scratch: Scratch, sourceLocation: SourceLocation = #_sourceLocation
) throws {
    func files(_ run: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: scratch.path + "/" + run).sorted()
    }
    #expect(try files(one) == files(other), sourceLocation: sourceLocation)
    for file in try files(other) where [".csv", ".npy", ".svg"].contains(where: file.hasSuffix) {
        #expect(
            try scratch.bytes(one + "/" + file) == scratch.bytes(other + "/" + file), "\(file)",
            sourceLocation: sourceLocation)
    }
}
