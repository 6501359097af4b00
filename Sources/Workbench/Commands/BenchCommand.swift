import ArgumentParser
import Engine
import Foundation

struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Times parts of the pipeline on this machine.",
        subcommands: [Parts.self, NetworkAlone.self, ComponentsAlone.self], defaultSubcommand: Parts.self)

    struct Parts: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Every part in turn, on rendered photographs. Takes about a minute.")

        @OptionGroup var form: MeasurementForm

        func run() throws { try PartsBench().run(form.print) }
    }

    struct NetworkAlone: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "network",
            abstract: "The network alone in its steady state, on photographs that were decoded before.")

        @Argument(help: "A folder of photographs, all of 100×100 pixels. (default: rendered ones)")
        var images: String?

        @OptionGroup var model: ModelArguments

        @OptionGroup var precision: PrecisionArgument

        @Option(help: ArgumentHelp("Images that go through together. (default: a run's)", valueName: "n"))
        var batch: Int = Network.standardBatchSize

        @Option(help: ArgumentHelp("Task slots, all at work at once. (default: the cores)", valueName: "n"))
        var slots: Int?

        @Option(help: ArgumentHelp("How long to measure, after a warm-up.", valueName: "s"))
        var seconds: Double = 5

        @OptionGroup var form: MeasurementForm

        func validate() throws {
            guard slots.map({ (1...1024).contains($0) }) ?? true else {
                throw ValidationError("--slots must be from 1 to 1024")
            }
            guard seconds > 0, seconds <= 3600 else {
                throw ValidationError("--seconds must be over 0 and at most 3600")
            }
        }

        func run() throws {
            let images = try images.map { try BenchImages.read(from: $0) } ?? BenchImages.rendered()
            let weights = try model.source.load(variant: model.variant.value)
            let bench = NetworkBench(
                network: try UserPaths.methodMemory().network(
                    weights, inputSize: BenchImages.side, batchSize: batch, precision: precision.value),
                images: images, seconds: seconds)
            try form.print(bench.measurement(slots: slots ?? Session.availableCores))
        }
    }

    struct ComponentsAlone: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "pca",
            abstract: "The PCA of a features.npy alone: the Gramian, the whole spectrum and some components.")

        @Argument(help: "A table of numbers, one row an image.")
        var features: String

        @Option(help: ArgumentHelp("Components to keep.", valueName: "k"))
        var components: Int = 96

        @Option(help: ArgumentHelp("Times to measure, of which the median counts.", valueName: "n"))
        var rounds: Int = 5

        @OptionGroup var form: MeasurementForm

        func validate() throws {
            guard components >= 1, rounds >= 1 else {
                throw ValidationError("--components and --rounds must be at least 1")
            }
        }

        func run() throws {
            let table: Matrix<Float> = try NPY.readMatrix(features)
            let bench = ComponentsBench(rows: table, kept: components, rounds: rounds)
            for measurement in try bench.measurements() { try form.print(measurement) }
        }
    }
}

/// `--json`: how measurements are printed.
struct MeasurementForm: ParsableArguments {
    @Flag(help: "Print one JSON object a line.")
    var json = false

    func print(_ measurement: Measurement) throws {
        try Output.answer(json ? measurement.json : measurement.text)
    }
}
