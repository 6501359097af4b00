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

        func validate() throws {
            guard (32...4096).contains(inputSize) else {
                throw ValidationError("--input-size must be from 32 to 4096")
            }
        }

        func run() throws { try Output.answer(ModelSummary.table(inputSize: inputSize)) }
    }

    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Writes the weights in use as safetensors.")

        @Argument(help: "The file to write.")
        var file: String

        @Option(help: "Weights to write again; without it random ones.")
        var weights: String?

        @Option(help: "Seed of the random weights. (default: 42)")
        var seed: UInt64?

        func validate() throws {
            guard weights == nil || seed == nil else {
                throw ValidationError("--weights and --seed exclude each other")
            }
        }

        func run() throws {
            let source = weights.map { WeightsSource.file($0) } ?? .random(seed: seed ?? 42)
            let weights = try source.load()
            try weights.writeSafetensors(to: file)
            try Output.answer("wrote \(file.escapingUnprintable), digest \(weights.digest)")
        }
    }
}
