import Foundation
import Testing

extension CommandLineTests {
    @Suite("Runs") struct Runs {
        private let scratch = Scratch()
        /// Small enough to take about a second.
        private let small = ["--limit", "12", "--input-size", "32", "--partitions", "4"]

        private func run(_ arguments: String...) throws -> Ending {
            try Tool.start(["run", Tool.sampleData] + small + arguments, in: scratch).ending()
        }

        @Test(
            "The summary goes to stdout, progress to stderr line by line, and nothing of it is for a terminal"
        )
        func summary() throws {
            let ending = try run("--out", "run")
            #expect(ending.status == 0)
            let lines = ending.out.split(separator: "\n")
            #expect(lines.first == "12 images in 6 categories, 12 × 2048 features")
            #expect(lines.last == "run folder: run")
            let progress = ending.err.split(separator: "\n")
            for stage in ["catalog", "model", "features", "merge", "sums", "PCA", "project", "save"] {
                #expect(progress.contains { $0.hasPrefix(stage + " ") }, "\(stage)")
            }
            #expect(!ending.bytes.contains { $0 == 0x1B || $0 == 0x0D })
            #expect(
                scratch.names("run") == [
                    "events.jsonl", "features.npy", "images.csv", "pca", "plots", "projection.npy",
                    "rejected.csv", "run.json",
                ])
            #expect(scratch.names("run/plots") == ["scatter.svg", "variance.svg"])
        }

        @Test("As JSON the summary is the folder and what run.json holds")
        func json() throws {
            let ending = try run("--out", "run", "--json", "--components", "3")
            #expect(ending.status == 0)
            let summary = try object(Data(ending.out.utf8))
            #expect(summary["folder"] as? String == "run")
            let run = try #require(summary["run"] as? NSDictionary)
            #expect(run == (try object(Data(scratch.bytes("run/run.json"))) as NSDictionary))
            #expect(
                Set(run.allKeys.compactMap { $0 as? String }) == [
                    "version", "started", "options", "dataset", "model", "machine", "counts", "seconds",
                    "peakMemoryBytes", "components", "plan",
                ])
            #expect((run["components"] as? [String: Any])?["k"] as? Int == 3)
        }

        private func object(_ data: Data) throws -> [String: Any] {
            try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        }

        @Test("Off a terminal the bare command is a run, into a folder named after the dataset and the time")
        func bareCommand() throws {
            let ending = try Tool.start([Tool.sampleData] + small, in: scratch).ending()
            #expect(ending.status == 0)
            let name = try #require(scratch.names("runs").first)
            #expect(name.wholeMatch(of: /sample-data-[0-9]{8}-[0-9]{6}/) != nil)
            #expect(ending.out.hasSuffix("run folder: runs/\(name)\n"))
        }

        @Test("A folder that holds a run is not written over; a finished one has nothing to resume")
        func existing() throws {
            let first = try run("--out", "run")
            let before = try scratch.bytes("run/run.json")
            let again = try run("--out", "run")
            #expect(again.status == 2)
            #expect(
                again.err
                    == "workbench: run already holds a run; add --resume to continue it, or name another folder\n"
            )
            let resumed = try run("--out", "run", "--resume")
            #expect(resumed.status == 0)
            #expect(resumed.err == "workbench: run is finished; there is nothing to resume\n")
            #expect(resumed.out == first.out)
            #expect(try scratch.bytes("run/run.json") == before)
        }

        @Test("A finished run is not taken for one of other options or data")
        func finishedOtherwise() throws {
            let command = ["run", "data", "--input-size", "32", "--out", "run"]
            try scratch.copy("Test/Banana/0_100.jpg", to: "data/A/1.jpg")
            try scratch.copy("Test/Lemon/0_100.jpg", to: "data/B/2.jpg")
            #expect(try Tool.start(command, in: scratch).ending().status == 0)
            let options = try Tool.start(
                command + ["--seed", "7", "--preprocess", "none", "--resume"], in: scratch
            )
            .ending()
            #expect(options.status == 2)
            let told =
                /workbench: run was begun with --preprocess equalize,gaussian, not none; weights with digest .*\n/
            #expect(options.err.wholeMatch(of: told) != nil, "\(options.err)")
            // Killed at the last moment, a run is finished and not yet cleared up.
            try scratch.write([1], to: "run/.parts/0.npy")
            try scratch.write([1], to: "run/plots/.scatter.svg.1.partial")
            #expect(try Tool.start(command + ["--resume"], in: scratch).ending().status == 0)
            #expect(!scratch.names("run").contains(".parts"))
            #expect(scratch.names("run/plots") == ["scatter.svg", "variance.svg"])
            try scratch.copy("Test/Lemon/1_100.jpg", to: "data/B/3.jpg")
            let data = try Tool.start(command + ["--resume"], in: scratch).ending()
            #expect(data.status == 2)
            #expect(data.err.hasPrefix("workbench: run was begun with images 2, not 3; "))
        }

        @Test("A budget for memory that cannot be kept to is refused; one that can takes workers, not bits")
        func memory() throws {
            // Also tries the convolutions, which takes more memory than a run does later.
            #expect(try run("--out", "free").status == 0)
            let ending = try run("--out", "run", "--memory", "50M")
            #expect(ending.status == 2)
            let told =
                /workbench: --memory 50M is too little for this run: the least that can do is ([0-9]+)M/
            let least = try #require(try told.wholeMatch(in: ending.lastComplaint), "\(ending.err)").1
            #expect(!scratch.names().contains("run"))
            let enough = try #require(Int(least)) + 64
            let kept = try run("--out", "run", "--workers", "8", "--memory", "\(enough)M", "--json")
            #expect(kept.status == 0)
            let record = try object(Data(kept.out.utf8))["run"] as? [String: Any]
            #expect(try #require(record?["peakMemoryBytes"] as? Int) <= enough << 20)
            for file in ["features.npy", "projection.npy", "pca/components.npy"] {
                #expect(try scratch.bytes("run/" + file) == scratch.bytes("free/" + file))
            }
        }

        @Test("Images set aside are counted, listed and told by exit code 1")
        func setAside() throws {
            try scratch.copy("Test/Banana/0_100.jpg", to: "data/A/1.jpg")
            try scratch.copy("Test/Lemon/0_100.jpg", to: "data/B/2.jpg")
            try scratch.write([], to: "data/B/3.jpg")
            let ending = try Tool.run("run", "data", "--input-size", "32", "--out", "run", in: scratch)
            #expect(ending.status == 1)
            #expect(ending.out.contains("\n1 set aside; why is in run/rejected.csv\n"))
            #expect(
                try scratch.bytes("run/rejected.csv")
                    == Array("path,reason\nB/3.jpg,is empty (0 bytes)\n".utf8))
            let again = try Tool.run(
                "run", "data", "--input-size", "32", "--out", "run", "--resume", in: scratch)
            #expect(again.status == 1)
        }

        @Test("A run that could not begin leaves nothing behind")
        func leavesNothing() throws {
            let none = try run("--out", "run", "--categories", "Bananas")
            #expect(none.status == 2)
            #expect(
                none.lastComplaint
                    == "workbench: no image is in a category 'Bananas'; there are: "
                    + "Avocado, Banana, Chestnut, Eggplant, Lemon, Onion Red")
            let weights = try run("--out", "run", "--weights", "/nowhere")
            #expect(weights.status == 2)
            #expect(weights.lastComplaint == "workbench: cannot open /nowhere: No such file or directory")
            try scratch.write(Array("not weights at all".utf8), to: "weights")
            let foreign = try run("--out", "run", "--weights", "weights")
            #expect(foreign.status == 2)
            #expect(foreign.lastComplaint.hasPrefix("workbench: the weights weights "))
            let empty = try Tool.run("run", ".", "--out", "run", in: scratch)
            #expect(empty.status == 2)
            #expect(empty.lastComplaint == "workbench: .: no .jpg or .jpeg image is below this folder")
            #expect(!scratch.names().contains("run"))
        }

        @Test("Features alone, then components from them, and others")
        func features() throws {
            let features = try Tool.start(
                ["features", Tool.sampleData] + small + ["--out", "run"], in: scratch
            ).ending()
            #expect(features.status == 0)
            #expect(!features.out.contains("components explain"))
            #expect(!scratch.names("run").contains("projection.npy"))
            for count in [4, 2] {
                let ending = try Tool.run("pca", "run", "--components", "\(count)", "--json", in: scratch)
                #expect(ending.status == 0)
                let run = try object(Data(ending.out.utf8))["run"] as? [String: Any]
                #expect((run?["components"] as? [String: Any])?["k"] as? Int == count)
            }
            #expect(try Tool.run("open", "run", in: scratch).out.contains("\nk = 2 components explain "))
            let tooMany = try Tool.run("pca", "run", "--components", "13", in: scratch)
            #expect(tooMany.status == 2)
            #expect(
                tooMany.lastComplaint
                    == "workbench: 12 images with 2048 features have from 1 to 12 components, not 13")
        }

        @Test("Exported weights give the features of their seed")
        func exportedWeights() throws {
            let export = try Tool.run("model", "export", "weights", "--seed", "7", in: scratch)
            #expect(export.status == 0)
            for (out, option) in [("seed", ["--seed", "7"]), ("file", ["--weights", "weights"])] {
                let arguments = ["features", Tool.sampleData] + small + ["--out", out] + option
                #expect(try Tool.start(arguments, in: scratch).ending().status == 0)
            }
            #expect(try scratch.bytes("seed/features.npy") == scratch.bytes("file/features.npy"))
        }

        @Test("Names that a terminal would obey never reach it, whatever is printed")
        func names() throws {
            let data = "d\u{1B}]0;x\u{7}\n\u{202E}"
            try scratch.copy("Test/Banana/0_100.jpg", to: data + "/B\u{1B}[31mad\r\u{9B}2J/1.jpg")
            try scratch.copy("Test/Lemon/0_100.jpg", to: data + "/Good/1.jpg")
            let folder = "\(scratch.path)/\(data)/Good/".utf8CString.dropLast()
            let file = open(
                folder + [-1, 0x1B, 0x5B, 0x32, 0x4A] + ".jpg".utf8CString, O_WRONLY | O_CREAT, 0o600)
            #expect(file >= 0)
            close(file)
            let options = ["--input-size", "32", "--out", "o\u{1B}[31m\n", "--components", "1"]
            for arguments in [
                ["run", data] + options, ["run", data] + options,
                ["run", data, "--json", "--resume"] + options, ["run", data, "--categories", "none"],
                ["pca", "o\u{1B}[31m\n", "--components", "1", "--json"], ["open", "o\u{1B}[31m\n"],
            ] {
                let ending = try Tool.start(arguments, in: scratch).ending()
                let text = try #require(String(validating: ending.bytes, as: UTF8.self))
                #expect(!ending.bytes.isEmpty)
                #expect(
                    !text.unicodeScalars.contains {
                        $0 != "\n"
                            && ($0.value < 0x20 || (0x7F...0x9F).contains($0.value) || $0 == "\u{202E}")
                    }, "\(arguments)")
                if arguments.contains("--json") { _ = try object(Data(ending.out.utf8)) }
            }
        }
    }

    @Suite("Other commands") struct Others {
        @Test("The model's summary ends in Keras's totals")
        func modelSummary() throws {
            let ending = try Tool.run("model", "summary")
            #expect(ending.status == 0)
            for total in ["23,587,712", "23,534,592", "53,120"] { #expect(ending.out.contains(total)) }
            let small = try Tool.run("model", "summary", "--input-size", "31")
            #expect(small.firstComplaint == "Error: --input-size must be from 32 to 4096")
        }

        @Test("The sample data is what synthesize makes from seed 42, byte for byte")
        func sampleData() throws {
            let scratch = Scratch()
            let ending = try Tool.run(
                "synthesize", "made", "--per-category", "24", "--seed", "42", in: scratch)
            #expect(ending.status == 0)
            let sample = try FileManager.default.subpathsOfDirectory(atPath: Tool.sampleData)
                .filter { $0.hasSuffix(".jpg") }
            let made = try FileManager.default.subpathsOfDirectory(atPath: scratch.path + "/made")
                .filter { $0.hasSuffix(".jpg") }
            #expect(made.sorted() == sample.sorted())
            #expect(sample.count == 192)
            for image in sample {
                let expected = try Data(contentsOf: URL(fileURLWithPath: Tool.sampleData + "/" + image))
                #expect(try scratch.bytes("made/" + image) == [UInt8](expected), "\(image)")
            }
        }

        @Test("A catalog shows its columns, first images and counts")
        func catalog() throws {
            let ending = try Tool.run(
                "catalog", Tool.sampleData, "--rows", "2", "--categories", "Lemon, Banana")
            #expect(ending.status == 0)
            #expect(ending.err.isEmpty)
            let lines = ending.out.split(separator: "\n").map(String.init)
            #expect(
                lines.prefix(3) == [
                    "root", " |-- path: string (nullable = false)",
                    " |-- modificationTime: timestamp (nullable = true)",
                ])
            #expect(lines.contains { $0.hasPrefix("|Test/Banana/0_100.jpg|") })
            #expect(lines.contains { $0.hasPrefix("|Test/Banana/1_100.jpg|") })
            #expect(!ending.out.contains("Test/Banana/2_100.jpg"))
            #expect(
                lines.suffix(9) == [
                    "+--------+--------+-----+", "|category|split   |count|",
                    "+--------+--------+-----+", "|Banana  |Test    |8    |",
                    "|Banana  |Training|24   |", "|Lemon   |Test    |8    |",
                    "|Lemon   |Training|24   |", "+--------+--------+-----+",
                    "64 images in \(Tool.sampleData)",
                ])
        }

        @Test("A category or a folder that is not there is named")
        func catalogInVain() throws {
            let category = try Tool.run("catalog", Tool.sampleData, "--categories", "Bananas")
            #expect(category.status == 2)
            #expect(
                category.err
                    == "workbench: no image is in a category 'Bananas'; there are: "
                    + "Avocado, Banana, Chestnut, Eggplant, Lemon, Onion Red\n")
            let folder = try Tool.run("catalog", "/nowhere")
            #expect(folder.status == 2)
            #expect(folder.err == "workbench: /nowhere: there is no such folder\n")
            let empty = try Tool.run("catalog", ".")
            #expect(empty.err == "workbench: .: no .jpg or .jpeg image is below this folder\n")
        }

        @Test("A run explains its stages and does nothing")
        func explain() throws {
            let scratch = Scratch()
            let ending = try Tool.run(
                "run", Tool.sampleData, "--explain", "--partitions", "12", "--out", "run", in: scratch)
            #expect(ending.status == 0)
            #expect(
                ending.out == """
                    components of sample-data: 8 stages, 49 tasks
                      0 catalog    1 task
                      1 model      1 task   (given 0)
                      2 features  12 tasks  images -> extract -> persist disk -> collect  (given 0 and 1)
                      3 merge      1 task   (given 0 and 2)
                      4 sums      16 tasks  rows -> treeAggregate  (given 3)
                      5 PCA        1 task   (given 4)
                      6 project   16 tasks  rows -> project -> collect  (given 3 and 5)
                      7 save       1 task   (given 3 and 5 and 6)

                    """)
            #expect(!scratch.names().contains("run"))
        }

        @Test("The doctor tells what the machine has")
        func doctor() throws {
            let ending = try Tool.run("doctor")
            #expect(ending.status == 0)
            for name in ["cores", "oneDNN", "OpenBLAS", "ncurses", "locale", "sample data"] {
                #expect(ending.out.contains(name), "\(name)")
            }
        }
    }
}
