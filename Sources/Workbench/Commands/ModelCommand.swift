import ArgumentParser
import Engine

struct ModelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "model", abstract: "Shows or exports the network.",
        subcommands: [Summary.self, Export.self])

    struct Summary: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints each layer with its output shape and parameters, and the totals.")

        @Option(help: "Side in pixels of the square that the network sees, from 32.")
        var inputSize: Int = 100

        @OptionGroup var variant: VariantArgument

        @Flag(help: "Time each step instead: milliseconds of a batch, GFLOP/s and the code that computes it.")
        var profile = false

        @OptionGroup var precision: PrecisionArgument

        func validate() throws {
            guard (32...4096).contains(inputSize) else {
                throw ValidationError("--input-size must be from 32 to 4096")
            }
        }

        func run() throws {
            let variant = variant.value ?? .keras
            guard profile else {
                return try Output.answer(ModelSummary.table(inputSize: inputSize, variant: variant))
            }
            let network = try UserPaths.methodMemory().network(
                .random(seed: 42, variant: variant), inputSize: inputSize, precision: precision.value)
            try Output.answer(ModelSummary.profile(network))
        }
    }

    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Writes the weights in use as safetensors.")

        @Argument(help: "The file to write.")
        var file: String

        @OptionGroup var model: ModelArguments

        func run() throws {
            let weights = try model.source.load(variant: model.variant.value)
            try weights.writeSafetensors(to: file)
            let what = "\(weights.variant.name) variant, digest \(weights.digest)"
            try Output.answer("wrote \(file.escapingUnprintable), \(what)")
        }
    }
}
