import Foundation
import Testing

extension CommandLineTests {
    @Suite("Arguments") struct Arguments {
        @Test(
            "What cannot be done is refused with one clear line on stderr and exit code 2",
            arguments: [
                (["run", "/nowhere"], "workbench: /nowhere: there is no such folder"),
                (["run", ""], "workbench: : there is no such folder"),
                (
                    ["run", "/etc/passwd"],
                    "workbench: /etc/passwd is not a folder; name the folder that holds the photographs"
                ),
                (
                    ["run", "s3://"],
                    "workbench: s3:// names no bucket; write s3://bucket or s3://bucket/prefix"
                ),
                (
                    ["run", "s3://fruits/Test", "--endpoint-url", "localhost:9000"],
                    "workbench: localhost:9000 is no address of a store; write http://host:port or https://host"
                ),
                (
                    ["features", "ftp://host/x"],
                    "workbench: ftp://host/x: 'ftp' datasets cannot be read; "
                        + "give a folder, file:///path or s3://bucket/prefix"
                ),
                (
                    ["run", "file://host/x"],
                    "workbench: file://host/x is not a file URI of this machine; "
                        + "write file:///path or the path itself"
                ),
                (["nonsense"], "workbench: nonsense: there is no such folder"),
                (
                    ["run", "DATA", "--out", "/proc/x"],
                    "workbench: cannot create /proc/x: No such file or directory"
                ),
                (
                    ["run", "DATA", "--out", "/etc/passwd"],
                    "workbench: cannot create /etc/passwd: File exists"
                ),
                (["run", "DATA", "--out", "x", "--resume"], "workbench: x holds no run to resume"),
                (
                    ["pca", "x"],
                    "workbench: x/run.json is missing; this is not the folder of a finished run"
                ),
                (
                    ["open", "x"],
                    "workbench: x/run.json is missing; this is not the folder of a finished run"
                ),
                (
                    ["snapshot", "x"],
                    "workbench: x/run.json is missing; this is not the folder of a finished run"
                ),
                (
                    ["snapshot", "x", "--screen", "6"],
                    "workbench: there is no screen '6'; name one from 1 to 5, or catalog, preprocess, engine, "
                        + "variance, scatter"
                ),
                (
                    ["snapshot", "x", "--size", "120"],
                    "workbench: --size must be columns and rows, from 20x5 to 1000x500, as 120x40, not '120'"
                ),
                (
                    ["snapshot", "x", "--keys", "<Entre>"],
                    "workbench: there is no key <Entre>; keys are characters, and names as <Enter>, <Esc>, <Tab>, "
                        + "<Up>, <Left>, <PgDn>, <Home>, <^L>, <lt>"
                ),
                (
                    ["model", "export", "/proc/x"],
                    "workbench: cannot create /proc/x: No such file or directory"
                ),
                (["synthesize", "/proc/x"], "workbench: cannot create /proc/x: No such file or directory"),
            ])
        func refused(arguments: [String], complaint: String) throws {
            let ending = try Tool.start(arguments.map { $0 == "DATA" ? Tool.sampleData : $0 }).ending()
            #expect(ending.status == 2)
            #expect(ending.err == complaint + "\n")
            #expect(ending.out.isEmpty)
        }

        @Test(
            "A value that cannot be is refused with the values that can",
            arguments: [
                (["--limit", "0"], "Error: --limit must be at least 1"),
                (["--limit", "many"], "Error: The value 'many' is invalid for '--limit <n>'"),
                (["--input-size", "31"], "Error: --input-size must be from 32 to 4096"),
                (["--partitions", "0"], "Error: --partitions must be from 1 to 10000"),
                (["--workers", "0"], "Error: --workers must be from 1 to 1024"),
                (["--variance", "0"], "Error: --variance must be over 0 and at most 1, as 0.95"),
                (["--variance", "nan"], "Error: --variance must be over 0 and at most 1, as 0.95"),
                (["--components", "0"], "Error: --components must be at least 1"),
                (
                    ["--components", "3", "--variance", "0.9"],
                    "Error: --variance and --components exclude each other"
                ),
                (["--weights", "w", "--seed", "1"], "Error: --weights and --seed exclude each other"),
                (["--precision", "f64"], "Error: --precision must be f32, bf16 or auto, not 'f64'"),
                (
                    ["--memory", "1T"],
                    "Error: --memory must be a size such as 1G, 800M or 500000K, not '1T'"
                ),
                (["--resume"], "Error: --resume needs --out, the folder of the run to continue"),
                (
                    ["--preprocess", "sharpen"],
                    "Error: --preprocess: unknown preprocessing step “sharpen”; "
                        + "known are equalize, equalize-luma, gaussian[:sigma]"
                ),
                (["--frobnicate-all"], "Error: Unknown option '--frobnicate-all'"),
            ])
        func badValues(options: [String], complaint: String) throws {
            for command in ["run", "features"] {
                let ending = try Tool.start([command, Tool.sampleData] + options).ending()
                #expect(ending.status == 2)
                #expect(ending.firstComplaint == complaint)
                #expect(ending.out.isEmpty)
            }
        }

        @Test("A run of components once more refuses no worker at all, rather than wait for ever")
        func noWorkers() throws {
            let ending = try Tool.run("pca", "x", "--workers", "0")
            #expect(ending.status == 2)
            #expect(ending.firstComplaint == "Error: --workers must be from 1 to 1024")
        }

        @Test(
            "What was typed is never sent to the terminal to obey",
            arguments: [
                ["run", "\u{1B}[31m"], ["run", ".", "--limit", "\u{1B}[31m"], ["run", ".", "--\u{9B}31m"],
            ])
        func escapes(arguments: [String]) throws {
            let ending = try Tool.start(arguments).ending()
            #expect(ending.status == 2)
            #expect(ending.err.contains("\\u{1B}[31m") || ending.err.contains("\\u{9B}31m"))
            #expect(!ending.err.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{9B}" })
        }

        @Test(
            "What a bench cannot do is refused",
            arguments: [
                (["network", "--slots", "0"], "Error: --slots must be from 1 to 1024"),
                (["network", "--seconds", "0"], "Error: --seconds must be over 0 and at most 3600"),
                (["network", "/nowhere"], "workbench: /nowhere: there is no such folder"),
                (["pca", "x", "--components", "0"], "Error: --components and --rounds must be at least 1"),
                (["pca", "/nowhere"], "workbench: cannot open /nowhere: No such file or directory"),
            ])
        func benches(arguments: [String], complaint: String) throws {
            let ending = try Tool.start(["bench"] + arguments).ending()
            #expect(ending.status == 2)
            #expect(ending.firstComplaint == complaint)
            #expect(ending.out.isEmpty)
        }

        @Test("The version is an answer")
        func version() throws {
            let ending = try Tool.run("--version")
            #expect(ending.status == 0)
            #expect(ending.out == "0.1.0\n")
            #expect(ending.err.isEmpty)
        }

        private static let runOptions = [
            "--out", "--categories", "--limit", "--preprocess", "--weights", "--seed", "--input-size",
            "--precision", "--variance", "--components", "--workers", "--partitions", "--resume",
        ]

        @Test(
            "Help is an answer, and names every option",
            arguments: [
                (
                    [],
                    [
                        "ui (default)", "run", "open", "catalog", "features", "pca", "model", "synthesize",
                        "doctor", "bench", "--version", "Exit codes",
                    ]
                ),
                (["ui"], runOptions), (["run"], runOptions + ["--json", "--explain"]),
                (["catalog"], ["--categories", "--rows", "--workers"]),
                (["features"], runOptions + ["--json"]),
                (["pca"], ["--variance", "--components", "--workers", "--json"]), (["open"], ["<folder>"]),
                (["model"], ["summary", "export"]), (["model", "summary"], ["--input-size"]),
                (["model", "export"], ["<file>", "--weights", "--seed"]),
                (["synthesize"], ["<folder>", "--per-category", "--seed"]), (["doctor"], ["--help"]),
                (["bench"], ["parts (default)", "network", "pca"]),
                (["bench", "parts"], ["--json"]),
                (
                    ["bench", "network"],
                    ["<images>", "--weights", "--precision", "--batch", "--slots", "--seconds", "--json"]
                ),
                (["bench", "pca"], ["<features>", "--components", "--rounds", "--json"]),
            ])
        func help(command: [String], words: [String]) throws {
            let ending = try Tool.start(command + ["--help"]).ending()
            #expect(ending.status == 0)
            #expect(ending.err.isEmpty)
            for word in words { #expect(ending.out.contains(word), "\(command) --help: \(word)") }
        }

        @Test("An answer that cannot be written is a failure; a reader that went away is not")
        func standardOutput() throws {
            let full = try Tool.shell("exec \"$0\" --version >/dev/full").ending()
            #expect(full.status == 2)
            #expect(full.err == "workbench: cannot write the answer to stdout: No space left on device\n")
            let model = try Tool.shell("exec \"$0\" model summary >/dev/full").ending()
            #expect(model.status == 2)
            let closed = try Tool.shell("\"$0\" model summary | true; exec \"$0\" --version >&- 2>&- <&-")
                .ending()
            #expect(closed.status == 0)
            #expect(closed.bytes.isEmpty)
        }
    }
}
