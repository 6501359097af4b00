import Foundation
import Testing

extension CommandLineTests {
    @Suite("Interruptions") struct Interruptions {
        private let scratch = Scratch()
        /// Takes a second or more, so that a signal finds it at work.
        private let command = [
            "run", Tool.sampleData, "--input-size", "64", "--partitions", "32", "--out", "run",
        ]

        @Test(
            "A signal ends a run at once, what is done is kept, and --resume completes it",
            arguments: [SIGINT, SIGTERM])
        func signals(signal: Int32) throws {
            let running = try Tool.start(command, in: scratch)
            try running.waitForFile(scratch.path + "/run/.parts/1.json")
            let sent = Date()
            running.send(signal)
            let ending = try running.ending()
            let seconds = Date().timeIntervalSince(sent)
            #expect(ending.status == 128 + signal)
            #expect(seconds < 2)
            #expect(ending.out.isEmpty)
            let told =
                /workbench: interrupted; [0-9]+ of 32 partitions are kept; go on with .* --out run --resume/
            #expect(ending.lastComplaint.wholeMatch(of: told) != nil, "\(ending.err)")
            #expect(!scratch.names("run").contains("run.json"))

            let resumed = try Tool.start(command + ["--resume"], in: scratch).ending()
            #expect(resumed.status == 0)
            #expect(resumed.out.hasPrefix("192 images in 6 categories"))
            #expect(!scratch.names("run").contains(".parts"))
        }

        @Test("A run that was started to survive the end of its terminal does so")
        func hangup() throws {
            let script =
                "trap '' HUP; exec \"$0\" run '\(Tool.sampleData)' --limit 24 --input-size 32 --out run"
            let running = try Tool.shell(script, in: scratch)
            try running.waitForFile(scratch.path + "/run/events.jsonl")
            running.send(SIGHUP)
            #expect(try running.ending().status == 0)
        }

        @Test("Two programs do not write the same run")
        func twoAtOnce() throws {
            let first = try Tool.start(command, in: scratch)
            try first.waitForFile(scratch.path + "/run/.parts/0.json")
            let second = try Tool.start(command + ["--resume"], in: scratch).ending()
            #expect(second.status == 2)
            #expect(second.err.hasPrefix("workbench: run is being written by another workbench; "))
            #expect(try first.ending().status == 0)
        }

        @Test("Components are not chosen while another program writes the run")
        func lockedFolder() throws {
            let command = ["run", Tool.sampleData, "--limit", "12", "--input-size", "32", "--out", "run"]
            #expect(try Tool.start(command, in: scratch).ending().status == 0)
            // flock(1) holds the folder as another workbench would.
            let script = "flock run \"$0\" pca run --components 2"
            let ending = try Tool.shell(script, in: scratch).ending()
            #expect(ending.status == 2)
            #expect(ending.err.hasPrefix("workbench: run is being written by another workbench; "))
        }
    }
}
