import ArgumentParser
import Engine
import Foundation

/// The options that `run`, `features` and the UI share.
struct RunArguments: ParsableArguments {
    @Option(name: .long, help: "The run folder to make. (default: runs/NAME-TIME)")
    var out: String?

    @Option(name: .long, help: ArgumentHelp("Only these categories.", valueName: "A,B"))
    var categories: String?

    @Option(
        name: .long, help: ArgumentHelp("At most N images, spread evenly over the catalog.", valueName: "N"))
    var limit: Int?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Steps in their order: equalize, equalize-luma, gaussian[:SIGMA]; or none.", valueName: "LIST"))
    var preprocess: String = PreprocessingChain.standard.description

    @Option(name: .long, help: "The network's weights, as 'model export' writes them.")
    var weights: String?

    @Option(name: .long, help: "Draw the weights at random from this seed, as Keras does. (default: 42)")
    var seed: UInt64?

    @Option(name: .long, help: "Side in pixels of the square that the network sees, from 32.")
    var inputSize: Int = 100

    @Option(name: .long, help: "Precision of the network: f32.")
    var precision: String = "f32"

    @Option(
        name: .long,
        help: "Keep the fewest components that explain this share of the variance. (default: 0.95)")
    var variance: Double?

    @Option(name: .long, help: "Keep this many components.")
    var components: Int?

    @Option(name: .long, help: "Task slots. (default: the cores)")
    var workers: Int?

    @Option(name: .long, help: "Tasks that the images are divided into.")
    var partitions: Int = 16

    @Flag(name: .long, help: "Continue the interrupted run in --out.")
    var resume = false

    func validate() throws {
        try check(limit.map { $0 >= 1 }, "--limit must be at least 1")
        try check((32...4096).contains(inputSize), "--input-size must be from 32 to 4096")
        try check((1...1_000_000).contains(partitions), "--partitions must be from 1 to 1000000")
        try check(workers.map { (1...1024).contains($0) }, "--workers must be from 1 to 1024")
        try check(weights == nil || seed == nil, "--weights and --seed exclude each other")
        try check(!resume || out != nil, "--resume needs --out, the folder of the run to continue")
        guard precision == "f32" else {
            throw ValidationError(
                precision == "bf16"
                    ? "--precision bf16 is not built yet; f32 is"
                    : "--precision must be f32, not '\(precision.escapingUnprintable)'")
        }
        _ = try ComponentArguments.count(variance: variance, components: components)
        do { _ = try PreprocessingChain(preprocess) } catch {
            throw ValidationError("--preprocess: \(error)")
        }
    }

    private func check(_ condition: Bool?, _ message: String) throws {
        if condition == false { throw ValidationError(message) }
    }

    /// The options as the engine takes them.
    func options(for dataset: String) throws -> RunOptions {
        var options = RunOptions(
            dataset: dataset, workers: workers ?? ProcessInfo.processInfo.activeProcessorCount)
        options.categories = (categories ?? "").split(separator: ",").map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        options.limit = limit
        options.preprocessing = try PreprocessingChain(preprocess)
        options.weights = weights.map { .file($0) } ?? .random(seed: seed ?? 42)
        options.inputSize = inputSize
        options.components = try ComponentArguments.count(variance: variance, components: components)
        options.partitions = partitions
        return options
    }

    /// `--out`, or a folder below `runs` named after the dataset and the time.
    func folder(for source: any Source) -> RunFolder {
        if let out { return RunFolder(path: out) }
        let time = Date().formatted(
            .verbatim(
                "\(year: .defaultDigits)\(month: .twoDigits)\(day: .twoDigits)-\(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased))\(minute: .twoDigits)\(second: .twoDigits)",
                timeZone: .current, calendar: Calendar(identifier: .gregorian)))
        return RunFolder(path: "runs/\(source.name)-\(time)")
    }
}

/// `--variance` and `--components`: two ways to say how many components to keep.
enum ComponentArguments {
    static func count(variance: Double?, components: Int?) throws -> ComponentCount {
        switch (variance, components) {
        case (.some, .some): throw ValidationError("--variance and --components exclude each other")
        case (let variance?, nil):
            guard variance > 0, variance <= 1 else {
                throw ValidationError("--variance must be over 0 and at most 1, as 0.95")
            }
            return .variance(variance)
        case (nil, let components?):
            guard components >= 1 else { throw ValidationError("--components must be at least 1") }
            return .fixed(components)
        case (nil, nil): return .variance(0.95)
        }
    }
}
