import ArgumentParser
import Engine
import Foundation

struct SynthesizeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "synthesize",
        abstract: "Renders a labelled set of fruit photographs, for trials and scale tests.",
        discussion:
            "Six categories in the layout of Fruits-360; Test gets a third as many images as Training.")

    @Argument(help: "The folder to write to.")
    var folder: String

    @Option(help: "Training images of each category.")
    var perCategory: Int = 24

    @Option(help: "The same seed gives the same pixels.")
    var seed: UInt64 = 42

    func validate() throws {
        guard (1...10_000_000).contains(perCategory) else {
            throw ValidationError("--per-category must be from 1 to 10000000")
        }
    }

    func run() throws {
        let plan = SynthesisPlan(perCategory: perCategory)
        let started = Date()
        for relative in plan.folders { try makeFolders("\(folder)/\(relative)") }
        try render(plan)
        let seconds = Date().timeIntervalSince(started)
        let rate = String(format: "%.0f", Double(plan.fileCount) / max(seconds, 0.001))
        try Output.answer(
            "wrote \(RunSummary.count(plan.fileCount)) images to \(folder.escapingUnprintable), \(rate) images/s"
        )
    }

    /// A job whose tasks each render a few neighbours, which show the same fruit.
    private func render(_ plan: SynthesisPlan) throws {
        let session = Session(workers: Session.availableCores)
        defer { session.close() }
        let synthesizer = Synthesizer(seed: seed)
        let numbers = session.dataset(
            "photographs", of: 0..<plan.fileCount, partitions: (plan.fileCount + 63) / 64)
        let rendering = numbers.foreachPartition("render") { [folder] context, numbers in
            let encoder = try context.local { try JPEGEncoder() }
            for number in numbers {
                try context.checkCancellation()
                let file = plan.file(number)
                let bytes = try encoder.encode(synthesizer.image(for: file), quality: 90)
                do {
                    try AtomicFile.write(bytes, to: "\(folder)/\(file.path)", durable: false)
                } catch {
                    throw PermanentFailure(error)
                }
            }
        }
        do {
            try session.run(rendering)
        } catch let failure as JobFailure {
            throw failure.underlying ?? failure
        }
    }
}
