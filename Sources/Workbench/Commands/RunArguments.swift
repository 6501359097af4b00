import ArgumentParser
import Engine
import Foundation

/// The options that `run`, `features` and the UI share.
struct RunArguments: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The run folder to make, or s3://bucket/prefix to send it to. (default: runs/NAME-TIME)",
            valueName: "dir"))
    var out: String?

    @Option(help: ArgumentHelp("Only these categories.", valueName: "A,B"))
    var categories: String?

    @Option(help: ArgumentHelp("At most this many images, spread evenly over the catalog.", valueName: "n"))
    var limit: Int?

    @Option(
        help: ArgumentHelp(
            "Steps in their order: equalize, equalize-luma, gaussian[:sigma]; or none.", valueName: "list"))
    var preprocess: String = PreprocessingChain.standard.description

    @OptionGroup var model: ModelArguments

    @Option(
        help: ArgumentHelp("Side in pixels of the square that the network sees, from 32.", valueName: "n"))
    var inputSize: Int = 100

    @OptionGroup var precision: PrecisionArgument

    @OptionGroup var components: ComponentArguments

    @Option(help: ArgumentHelp("Task slots. (default: the cores)", valueName: "n"))
    var workers: Int?

    @Option(
        help: ArgumentHelp(
            "Tasks that the images are divided into; each is kept for --resume as it finishes.",
            valueName: "n"))
    var partitions: Int = 16

    @Option(
        help: ArgumentHelp(
            "At most this much memory, as 1G or 800M (powers of 1024): fewer tasks work at once where that is "
                + "needed, with the same result. (default: no limit)", valueName: "size"))
    var memory: String?

    @OptionGroup(title: "Options for s3:// datasets and run folders") var store: StoreArguments

    @Flag(
        help: """
            Continue the interrupted run in --out: only what is missing is done, and the result is that of a run \
            that was never interrupted.
            """)
    var resume = false

    func validate() throws {
        try check(limit.map { $0 >= 1 }, "--limit must be at least 1")
        try check((32...4096).contains(inputSize), "--input-size must be from 32 to 4096")
        try check((1...10_000).contains(partitions), "--partitions must be from 1 to 10000")
        try Self.check(workers: workers)
        try check(
            memory.map { MemoryBudget($0) != nil },
            "--memory must be a size such as 1G, 800M or 500000K, not '\((memory ?? "").escapingUnprintable)'"
        )
        try check(!resume || out != nil, "--resume needs --out, the folder of the run to continue")
        do { _ = try PreprocessingChain(preprocess) } catch {
            throw ValidationError("--preprocess: \(error)")
        }
    }

    static func check(workers: Int?) throws {
        if let workers, !(1...1024).contains(workers) {
            throw ValidationError("--workers must be from 1 to 1024")
        }
    }

    /// The names of a list like `Banana, Onion Red`.
    static func list(_ names: String?) -> [String] {
        (names ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    }

    private func check(_ condition: Bool?, _ message: String) throws {
        if condition == false { throw ValidationError(message) }
    }

    /// The options as the engine takes them.
    func options(for dataset: String) throws -> RunOptions {
        var options = RunOptions(
            dataset: dataset, workers: workers ?? ProcessInfo.processInfo.activeProcessorCount)
        options.categories = Self.list(categories)
        options.limit = limit
        options.preprocessing = try PreprocessingChain(preprocess)
        options.weights = model.source
        options.variant = model.variant.value
        options.inputSize = inputSize
        options.precision = precision.value
        options.methods = UserPaths.methodMemory()
        options.components = components.count
        options.partitions = partitions
        options.memory = memory.flatMap { MemoryBudget($0) }
        return options
    }

    /// Where the run folder is to be sent; nil where it stays on this machine.
    func upload(_ services: Services) throws -> RunUpload? {
        guard let out, RunUpload.isAddress(out) else { return nil }
        return try RunUpload(to: out, services)
    }

    /// `--out`, or a folder below `runs` named after the dataset and the time.
    func folder(for source: any Source, upload: RunUpload? = nil) -> RunFolder {
        if let upload { return upload.folder }
        if let out { return RunFolder(path: out) }
        let time = Date().formatted(
            .verbatim(
                "\(year: .defaultDigits)\(month: .twoDigits)\(day: .twoDigits)-\(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased))\(minute: .twoDigits)\(second: .twoDigits)",
                timeZone: .current, calendar: Calendar(identifier: .gregorian)))
        return RunFolder(path: "runs/\(source.name)-\(time)")
    }
}

/// `--variance` and `--components`: two ways to say how many components to keep.
struct ComponentArguments: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Keep the fewest components that explain this share of the variance. (default: 0.95)",
            valueName: "share"))
    var variance: Double?

    @Option(help: ArgumentHelp("Keep this many components.", valueName: "k"))
    var components: Int?

    func validate() throws {
        if let variance {
            guard components == nil else {
                throw ValidationError("--variance and --components exclude each other")
            }
            guard variance > 0, variance <= 1 else {
                throw ValidationError("--variance must be over 0 and at most 1, as 0.95")
            }
        }
        if let components, components < 1 { throw ValidationError("--components must be at least 1") }
    }

    var count: ComponentCount { components.map { .fixed($0) } ?? .variance(variance ?? 0.95) }
}
