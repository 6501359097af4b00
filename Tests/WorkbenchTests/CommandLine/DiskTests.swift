import Foundation
import Testing

extension CommandLineTests {
    @Suite("Trouble with the disk") struct Disk {
        private let scratch = Scratch()
        /// Takes a second or more, so that trouble finds it at work.
        private func command(_ out: String) -> [String] {
            [
                "run", Tool.sampleData, "--limit", "96", "--input-size", "64", "--partitions", "32",
                "--components", "2", "--out", out,
            ]
        }

        @Test(
            "A full disk is told in one line, and with room made --resume completes to the same bytes",
            .enabled(if: getuid() == 0, "only root can mount a small disk"))
        func fullDisk() throws {
            let disk = scratch.path + "/disk"
            let setUp = "mkdir '\(disk)' && mount -t tmpfs -o size=400k tmpfs '\(disk)'"
            guard try Tool.shell(setUp, in: scratch).ending().status == 0 else {
                return print("a full disk is not tried: a tmpfs cannot be mounted here")
            }
            defer { _ = try? Tool.shell("umount '\(disk)'", in: scratch).ending() }
            let ending = try Tool.start(command("disk/run"), in: scratch).ending()
            let told = /workbench: cannot [a-z]+ disk\/run\/?.*: No space left on device/
            expectOneLine(ending, told)
            // Enough for the parts, not for all that follows.
            #expect(try Tool.shell("mount -o remount,size=1m '\(disk)'", in: scratch).ending().status == 0)
            expectOneLine(try Tool.start(command("disk/run") + ["--resume"], in: scratch).ending(), told)

            #expect(try Tool.shell("mount -o remount,size=64m '\(disk)'", in: scratch).ending().status == 0)
            try expectCompletion(of: "disk/run")
        }

        @Test("The parts' folder removed midway is told in one line, and --resume begins again")
        func partsRemoved() throws {
            let running = try Tool.start(command("run"), in: scratch)
            try running.waitForFile(scratch.path + "/run/.parts/3.json")
            #expect(rename(scratch.path + "/run/.parts", scratch.path + "/gone") == 0)
            expectOneLine(
                try running.ending(), /workbench: cannot [a-z]+ run\/\.parts\/.*: No such file or directory/)
            try expectCompletion(of: "run")
        }

        @Test("A folder that may not be written any more is told in one line, and --resume completes")
        func readOnly() throws {
            // Root writes where it may not: another user must try.
            let user = getuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : ""
            #expect(chmod(scratch.path, 0o777) == 0)
            guard try Tool.shell(user + "\"$0\" --version", in: scratch).ending().status == 0 else {
                return print("a folder made read-only is not tried: no other user can start the program")
            }
            let arguments = command("run").map { "'\($0)'" }.joined(separator: " ")
            let running = try Tool.shell("exec \(user)\"$0\" \(arguments)", in: scratch)
            try running.waitForFile(scratch.path + "/run/.parts/3.json")
            #expect(chmod(scratch.path + "/run/.parts", 0o555) == 0)
            expectOneLine(
                try running.ending(), /workbench: cannot [a-z]+ run\/\.parts\/.*: Permission denied/)
            #expect(chmod(scratch.path + "/run/.parts", 0o777) == 0)
            try expectCompletion(of: "run")
        }

        private func expectOneLine(
            _ ending: Ending, _ told: Regex<Substring>, sourceLocation: SourceLocation = #_sourceLocation
        ) {
            #expect(ending.status == 2, sourceLocation: sourceLocation)
            let complaints = ending.err.split(separator: "\n").filter { $0.hasPrefix("workbench: ") }
            #expect(complaints.count == 1, "\(ending.err)", sourceLocation: sourceLocation)
            #expect(
                complaints.first?.wholeMatch(of: told) != nil, "\(ending.err)", sourceLocation: sourceLocation
            )
            #expect(!ending.err.contains("is tried again"), sourceLocation: sourceLocation)
        }

        /// Expects that a resumed run comes to its end, and to the bytes of one that had no trouble.
        private func expectCompletion(of run: String) throws {
            let resumed = try Tool.start(command(run) + ["--resume"], in: scratch).ending()
            #expect(resumed.status == 0, "\(resumed.err)")
            #expect(try Tool.start(command("whole"), in: scratch).ending().status == 0)
            try expectSameRun(run, "whole", in: scratch)
        }
    }
}
