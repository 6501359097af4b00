import Foundation
import TestSupport
import Testing

extension CommandLineTests {
    @Suite("Chaos") struct Chaos {
        private let scratch = Scratch()
        private static let kills = 50

        private func command(_ out: String) -> [String] {
            [
                "run", Tool.sampleData, "--limit", "24", "--input-size", "32", "--partitions", "6",
                "--components", "4", "--workers", "1", "--out", out,
            ]
        }

        @Test(
            "A run killed at 50 random moments and resumed each time leaves the bytes of an undisturbed one")
        func kills() throws {
            let whole = try Tool.start(command("whole"), in: scratch).ending()
            #expect(whole.status == 0)
            let seed =
                ProcessInfo.processInfo.environment["CHAOS_SEED"].flatMap(UInt64.init)
                ?? .random(in: 0 ... .max)
            print("chaos: CHAOS_SEED=\(seed), an undisturbed run takes \(whole.seconds) s")
            var random = SplitMix(seed: seed)
            var (killed, finished) = (0, 0)
            while killed < Self.kills {
                let run = "run\(finished)"
                let moment = Double.random(in: 0..<whole.seconds, using: &random)
                let ending = try go(on: run, killingAfter: moment)
                if ending.status == SIGKILL { killed += 1 } else { finished += 1 }
                if ending.status != SIGKILL { try expectEnd(of: run, ending) }
            }
            try expectEnd(of: "run\(finished)", go(on: "run\(finished)", killingAfter: nil))
        }

        /// Starts or resumes a run; `moment` is in seconds.
        private func go(on run: String, killingAfter moment: Double?) throws -> Ending {
            let isBegun = scratch.names().contains(run)
            let running = try Tool.start(command(run) + (isBegun ? ["--resume"] : []), in: scratch)
            if let moment {
                usleep(UInt32(moment * 1e6))
                running.send(SIGKILL)
            }
            return try running.ending()
        }

        private func expectEnd(of run: String, _ ending: Ending) throws {
            #expect(ending.status == 0, "\(ending.err)")
            try expectSameRun(run, "whole", in: scratch)
        }
    }
}
