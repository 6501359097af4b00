import ArgumentParser
import Dispatch
import Engine
import Foundation
import Synchronization

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

    /// Every core takes the next batch until none is left or one has failed.
    private func render(_ plan: SynthesisPlan) throws {
        let failure = Mutex<(any Error)?>(nil)
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: Session.availableCores) { _ in
            do {
                let encoder = try JPEGEncoder()
                let synthesizer = Synthesizer(seed: seed)
                while failure.withLock({ $0 == nil }) {
                    let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                    guard index < plan.fileCount else { return }
                    let file = plan.file(index)
                    let image = synthesizer.image(for: file)
                    let bytes = try encoder.encode(image, quality: 90)
                    try AtomicFile.write(bytes, to: "\(folder)/\(file.path)", durable: false)
                }
            } catch {
                failure.withLock { $0 = $0 ?? error }
            }
        }
        if let error = failure.withLock({ $0 }) { throw error }
    }
}
