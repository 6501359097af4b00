import Engine
import Foundation
import Plot
import Testing

@testable import Workbench

@Suite("What is found out about an analysis behind the UI")
struct AnalysisWorkerTests {
    private let analysis = ScatterScreenFixtures.analysis(generation: 3)

    /// The first message that is one of those looked for; others are passed over.
    private func answer<Value>(from mailbox: Mailbox, _ match: (Message) -> Value?) -> Value? {
        for _ in 0..<1_000 {
            if let value = mailbox.takeAll().lazy.compactMap(match).first { return value }
            var waiting = pollfd(fd: mailbox.descriptor, events: Int16(POLLIN), revents: 0)
            poll(&waiting, 1, 100)
        }
        return nil
    }

    @Test("neighbours and axes are those of the analysis that is shown, told with its generation")
    func answers() throws {
        let mailbox = try Mailbox()
        let worker = AnalysisWorker(of: RunFolder(path: "/nowhere"), workers: 1, mailbox: mailbox)
        defer { worker.close() }
        worker.show(analysis)
        worker.findNearest(toRow: 7)
        let nearest = answer(from: mailbox) { message -> (NearestRows, Int)? in
            if case .nearest(let rows, let generation) = message { (rows, generation) } else { nil }
        }
        let expected = NearestRows(to: 7, in: analysis.projection, columns: 3, limit: 64)
        #expect(nearest?.0 == expected && nearest?.1 == 3)
        worker.adviseAxes(parting: 0, from: 2)
        let advice = answer(from: mailbox) { message -> (AxisAdvice?, [Int])? in
            if case .advice(let advice, let pair, 3) = message { (advice, pair) } else { nil }
        }
        #expect(advice?.0 != nil && advice?.1 == [0, 2])
    }

    @Test("a run whose files are gone says so")
    func missing() throws {
        let mailbox = try Mailbox()
        let worker = AnalysisWorker(of: RunFolder(path: "/nowhere"), workers: 1, mailbox: mailbox)
        defer { worker.close() }
        worker.tryNeighbours(components: 8)
        let reason = answer(from: mailbox) { message -> String? in
            if case .trialFailed(let reason) = message { reason } else { nil }
        }
        #expect(reason?.contains("images.csv is missing") == true)
    }

    @Test("once closed it begins nothing more")
    func closed() throws {
        let mailbox = try Mailbox()
        let worker = AnalysisWorker(of: RunFolder(path: "/nowhere"), workers: 1, mailbox: mailbox)
        worker.show(analysis)
        worker.close()
        worker.findNearest(toRow: 7)
        worker.tryNeighbours(components: 8)
        Thread.sleep(forTimeInterval: 0.05)
        #expect(mailbox.takeAll().isEmpty)
    }
}
