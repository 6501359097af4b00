import Foundation
import Synchronization
import TestSupport
import Testing

// The real program on a terminal, as a person has it before them.

extension CommandLineTests {
    @Suite("On a terminal") struct OnATerminal {
        let scratch = Scratch()

        /// What is to be removed when all tests are done.
        private static let leftOver = Mutex("")

        /// A finished run of a few photographs, made once.
        static let finished: Result<Scratch, any Error> = Result {
            let folder = Scratch()
            leftOver.withLock { $0 = folder.path }
            atexit { OnATerminal.leftOver.withLock { try? FileManager.default.removeItem(atPath: $0) } }
            let ending = try Tool.start(
                ["run", Tool.sampleData, "--limit", "24", "--input-size", "32", "--out", "run"], in: folder
            ).ending()
            try #require(ending.status == 0, "\(ending.err)")
            return folder
        }

        /// Settings of the line before and after, and the program's status between.
        static let guarded = """
            stty -g >before; "$0" $ARGUMENTS; echo $? >status; stty -g >after
            """

        func start(
            _ arguments: String, script: String = guarded, width: Int = 80, height: Int = 24,
            environment: [String: String] = [:], configure: (inout EmulatedScreen) -> Void = { _ in }
        ) throws -> PseudoTerminal {
            let filled = script.replacing("$ARGUMENTS", with: arguments)
            return try PseudoTerminal(
                filled, width: width, height: height, environment: environment, in: scratch,
                configure: configure)
        }

        func openRun(
            _ options: String = "", script: String = guarded,
            configure: (inout EmulatedScreen) -> Void = { _ in }
        ) throws -> PseudoTerminal {
            let run = try Self.finished.get().path + "/run"
            let terminal = try start("open '\(run)' \(options)", script: script, configure: configure)
            try terminal.wait(forText: "24 images")
            return terminal
        }

        /// Arguments for a run that takes a while.
        static let longRun = "'\(Tool.sampleData)' --input-size 64 --partitions 32 --out run"

        func text(_ name: String) throws -> String {
            String(decoding: try scratch.bytes(name), as: UTF8.self)
                .trimmingCharacters(in: .whitespacesAndNewlines)
        }

        func expectRestored(
            _ terminal: PseudoTerminal, status: Int32, sourceLocation: SourceLocation = #_sourceLocation
        ) throws {
            #expect(try terminal.ending() == 0, sourceLocation: sourceLocation)
            #expect(try text("status") == "\(status)", sourceLocation: sourceLocation)
            #expect(try text("before") == text("after"), sourceLocation: sourceLocation)
            // The cursor is shown; the other screen, the mouse and the keypad are off.
            #expect(terminal.screen.modes.subtracting([7, 12]) == [25], sourceLocation: sourceLocation)
        }
    }
}

extension CommandLineTests.OnATerminal {
    @Test(
        "q and ^C leave the terminal as it was found",
        arguments: [("q", 0), ("\u{3}", 130)] as [(String, Int32)])
    func quit(key: String, status: Int32) throws {
        let terminal = try openRun()
        terminal.type(key)
        try expectRestored(terminal, status: status)
    }

    @Test(
        "signals and crashes leave the terminal as it was found",
        arguments: [
            (SIGTERM, 143), (SIGHUP, 129), (SIGINT, 130), (SIGSEGV, 139), (SIGABRT, 134), (SIGQUIT, 131),
        ]
            as [(Int32, Int32)])
    func signals(signal: Int32, status: Int32) throws {
        let terminal = try openRun()
        kill(try terminal.program(), signal)
        try expectRestored(terminal, status: status)
        let isCrash = ![SIGTERM, SIGHUP, SIGINT].contains(signal)
        #expect(terminal.screen.text.contains("The workbench crashed") == isCrash)
    }

    @Test("^Z gives the terminal to the shell, and fg shows the screen again")
    func suspend() throws {
        let script = """
            set -m; stty -g >before; "$0" $ARGUMENTS; stty -g >between; read line; fg >/dev/null
            echo $? >status; stty -g >after
            """
        let terminal = try openRun(script: script)
        let shown = try terminal.settledText()
        let program = try terminal.program()
        terminal.type("\u{1A}")
        try terminal.wait(for: "the program stopped") { _ in PseudoTerminal.state(of: program) == "T" }
        try terminal.wait(for: "the shell's screen") { !$0.modes.contains(1049) }
        #expect(terminal.screen.modes.isDisjoint(with: [1000, 1002, 1006]))
        terminal.type("\n")
        try terminal.wait(forText: "24 images")
        try terminal.wait(for: "the screen as it was") { $0.text == shown }
        #expect(terminal.screen.modes.isSuperset(of: [1000, 1002, 1006, 1049]))
        terminal.type("q")
        try expectRestored(terminal, status: 0)
        #expect(try text("between") == text("before"))
    }

    @Test("a dead connection ends the program: the run is kept, and no process is left")
    func deadConnection() throws {
        let terminal = try start(Self.longRun)
        // Before that there is nothing to go on with.
        try terminal.wait(for: "a partition that is kept") { _ in
            scratch.names("run/.parts").contains("1.json")
        }
        let program = try terminal.program()
        terminal.closeLine()
        _ = try terminal.ending()
        try terminal.wait(for: "the end of the program") { _ in PseudoTerminal.state(of: program) == nil }
        let resumed = try Tool.start(
            ["run", Tool.sampleData, "--input-size", "64", "--partitions", "32", "--out", "run", "--resume"],
            in: scratch
        ).ending()
        #expect(resumed.status == 0, "\(resumed.err)")
    }

    @Test("a signal on a line that is stuck restores the terminal as soon as the line takes anything")
    func stuckLine() throws {
        let terminal = try start(Self.longRun)
        let program = try terminal.program()
        try terminal.wait(forText: "192 images")
        // Nobody reads from here on: after this many whole screens no buffer has room.
        for _ in 0..<40 { terminal.type("\u{C}") }
        kill(program, SIGTERM)
        try expectRestored(terminal, status: 143)
    }

    @Test("a signal ends the program on a line that takes nothing at all")
    func stoppedLine() throws {
        let terminal = try start(Self.longRun)
        let program = try terminal.program()
        try terminal.wait(forText: "192 images")
        let line = open("/proc/\(program)/fd/0", O_RDWR | O_NOCTTY | O_CLOEXEC)
        defer { close(line) }
        try #require(tcflow(line, TCOOFF) == 0)
        kill(program, SIGTERM)
        // Written by the shell as soon as the program has ended.
        let end = Date() + 30
        while (try? text("status")) != "143", Date() < end { usleep(20_000) }
        #expect(try text("status") == "143")
        tcflow(line, TCOON)
        #expect(try terminal.ending() == 0)
    }

    @Test("a storm of resizes ends in the screen that the last size has")
    func resizeStorm() throws {
        let terminal = try openRun()
        let shown = try terminal.settledText()
        for step in 0..<200 {
            terminal.resize(width: 20 + step * 37 % 150, height: 5 + step * 13 % 50)
            if step % 10 == 0 { terminal.read(within: 0.01) }
        }
        _ = terminal.isQuiet(for: 0.3)
        terminal.resize(width: 80, height: 24)
        try terminal.wait(for: "the screen as it was") { $0.text == shown }
        terminal.type("q")
        try expectRestored(terminal, status: 0)
    }

    @Test("where nothing changes, nothing is sent")
    func idle() throws {
        let terminal = try openRun()
        #expect(terminal.isQuiet(for: 2))
        let (received, asked) = (terminal.received, terminal.screen.acknowledged)
        #expect(terminal.isQuiet(for: 2))
        #expect(terminal.received == received)
        #expect(terminal.screen.acknowledged == asked)
    }

    @Test(
        "the beginning of a key that does not go on is waited for, and burns no core",
        arguments: ["\u{1B}[", "\u{1B}O"])
    func cutOff(bytes: String) throws {
        let terminal = try openRun()
        _ = try terminal.settledText()
        let program = try terminal.program()
        terminal.type(bytes)
        // Two more than it is waited for.
        #expect(terminal.isQuiet(for: 3))
        let before = try Self.seconds(ofMainThread: program)
        #expect(terminal.isQuiet(for: 2))
        #expect(try Self.seconds(ofMainThread: program) - before < 0.5)
        terminal.type("q")
        try expectRestored(terminal, status: 0)
    }

    /// Of processor time.
    private static func seconds(ofMainThread program: pid_t) throws -> Double {
        let path = "/proc/\(program)/task/\(program)/schedstat"
        let fields = try String(contentsOfFile: path, encoding: .utf8).split(separator: " ")
        return try #require(fields.first.flatMap { Double($0) }) / 1e9
    }

    @Test("what the screen shows is what a whole repaint shows")
    func repaint() throws {
        let terminal = try openRun()
        for key in ["2", "m", "3", "4", "5", "j", "1", "j", "?", "\u{1B}"] {
            terminal.type(key)
            let shown = try terminal.settledText()
            terminal.forgetScreen()
            terminal.type("\u{C}")
            try terminal.wait(for: "the same screen after '\(key)', which was\n\(shown)\n") {
                $0.text == shown
            }
        }
    }

    @Test(
        "tmux shows the same screen after it was left and come back to",
        .enabled(
            if: FileManager.default.isExecutableFile(atPath: "/usr/bin/tmux"), "tmux is not installed"))
    func tmux() throws {
        let run = try Self.finished.get().path + "/run"
        let script = """
            stty -g >before; export TMUX_TMPDIR=$PWD
            tmux -u -f /dev/null new-session "'$0' open '\(run)'; echo \\$? >status"
            read line; tmux -u -f /dev/null attach; stty -g >after
            """
        let terminal = try start("", script: script)
        try terminal.wait(forText: "24 images")
        terminal.type("3")
        try terminal.wait(forText: "[3 ")
        // tmux has the last row; its own prefix and `d` leave it.
        _ = try terminal.settledText()
        let shown = terminal.screen.lines.dropLast()
        terminal.type("\u{2}d")
        try terminal.wait(forText: "[detached")
        terminal.type("\n")
        try terminal.wait(for: "the screen as it was") { $0.lines.dropLast() == shown }
        terminal.type("q")
        try expectRestored(terminal, status: 0)
    }
}

// MARK: Answers, mouse, colours

extension CommandLineTests.OnATerminal {
    @Test(
        "a light background is found out, however slowly the terminal answers, and no answer is taken for keys"
    )
    func background() throws {
        let terminal = try openRun { $0.background = "ffff/ffff/ffff" }
        try terminal.wait(for: "the light theme") { $0.colorsSeen.contains("38;5;25") }
        terminal.type("q")
        try expectRestored(terminal, status: 0)
    }

    @Test("answers that come late and byte by byte are no keys, either")
    func slowAnswers() throws {
        let run = try Self.finished.get().path + "/run"
        let slow = try start("open '\(run)'") { $0.background = "ffff/ffff/ffff" }
        slow.holdsAnswers = true
        try slow.wait(forText: "24 images")
        try slow.wait(for: "the questions") { _ in !slow.heldAnswers.isEmpty }
        // The photograph on the right is another on a light background.
        #expect(slow.isQuiet(for: 0.5))
        let shown = slow.screen.lines.map { $0.prefix(40) }
        // With more time between than tells an Esc.
        for byte in slow.takeHeldAnswers() {
            usleep(60_000)
            slow.send([byte])
        }
        slow.holdsAnswers = false
        try slow.wait(for: "the light theme") { $0.colorsSeen.contains("38;5;25") }
        #expect(slow.isQuiet(for: 0.5))
        #expect(slow.screen.lines.map { $0.prefix(40) } == shown)
        slow.type("q")
        try expectRestored(slow, status: 0)
    }

    @Test("--theme decides whatever the terminal answers")
    func theme() throws {
        let terminal = try openRun("--theme light")
        #expect(terminal.screen.colorsSeen.contains("38;5;25"))
        #expect(!terminal.screen.colorsSeen.contains("38;5;81"))
        terminal.type("q")
        try expectRestored(terminal, status: 0)
    }

    @Test("a terminal that answers nothing shows everything, too")
    func dumbTerminal() throws {
        let terminal = try openRun { $0.answersQuestions = false }
        for (key, title) in [("2", "[2 "), ("3", "[3 "), ("4", "[4 "), ("5", "[5 ")] {
            terminal.type(key)
            try terminal.wait(forText: title)
        }
        terminal.type("q")
        try expectRestored(terminal, status: 0)
    }

    @Test("the mouse is on, and is not with --no-mouse", arguments: [("", true), ("--no-mouse", false)])
    func mouse(option: String, isOn: Bool) throws {
        let terminal = try openRun(option)
        #expect(terminal.screen.modes.isSuperset(of: [1000, 1002, 1006]) == isOn)
        // On the tab of screen 3.
        let column = try #require(terminal.screen.lines[0].range(of: " 3 ")).lowerBound
        let x = terminal.screen.lines[0].distance(from: terminal.screen.lines[0].startIndex, to: column) + 2
        terminal.type("\u{1B}[<0;\(x);1M\u{1B}[<0;\(x);1m\u{1B}[<65;400;300M")
        if isOn { try terminal.wait(forText: "[3 ") }
        #expect(terminal.isQuiet(for: 0.3))
        #expect(terminal.screen.lines[0].contains("[3 ") == isOn)
        terminal.type("q")
        try expectRestored(terminal, status: 0)
    }

    @Test("a slow line shows the present: no frame is sent before the last has arrived")
    func slowLine() throws {
        let terminal = try start(Self.longRun)
        try terminal.wait(forText: "192 images")
        terminal.type("3")
        try terminal.wait(forText: "[3 ")
        terminal.bytesPerSecond = 2000
        for _ in 0..<100 { terminal.read(within: 0.1) }
        // What is read between a key and its frame was under way before it: at most a frame of some 4 kB, and the reply itself.
        for (key, title) in [("4", "[4 "), ("3", "[3 "), ("5", "[5 "), ("3", "[3 ")] {
            let before = terminal.received
            terminal.type(key)
            try terminal.wait(forText: title)
            #expect(terminal.received - before < 9000, "after '\(key)'")
        }
        terminal.bytesPerSecond = nil
        terminal.type("q")
        _ = try terminal.ending()
        #expect(try text("before") == text("after"))
    }

    @Test("thousands of bytes at random, broken sequences among them, and the terminal is restored")
    func randomBytes() throws {
        var random = SplitMix(seed: 2026)
        let terminal = try openRun()
        let pieces = [
            "\u{1B}", "\u{1B}[", "\u{1B}]11;", "\u{1B}[<0;", "\u{1B}[<0;9999999999;3M", "\u{1B}[<64;5;5M",
            "\u{1B}P", "\u{1B}\\", "\u{1B}[M", "\u{1B}OA", "\u{1B}[5~", "\u{1B}[?", "é", "果", "\u{9B}31m",
            "\u{1B}[<35;80;24M", "\t", "\r", ":", "/",
        ].map { Array($0.utf8) }
        // Not what ends or stops the program: ^C, ^Z, ^\, q.
        let excluded: Set<UInt8> = [3, 26, 28, UInt8(ascii: "q")]
        for _ in 0..<3000 {
            let piece =
                random.next() % 3 == 0
                ? pieces[Int(random.next() % UInt64(pieces.count))]
                : [UInt8(truncatingIfNeeded: random.next())].filter { !excluded.contains($0) }
            terminal.send(piece)
            terminal.read(within: 0)
        }
        // Whatever is open: a string that never ended, a sequence, a list, a field.
        terminal.send([0x18])
        for _ in 0..<6 {
            _ = terminal.isQuiet(for: 0.1)
            terminal.type("\u{1B}")
        }
        _ = terminal.isQuiet(for: 0.3)
        terminal.type("q")
        try expectRestored(terminal, status: 0)
    }
}
