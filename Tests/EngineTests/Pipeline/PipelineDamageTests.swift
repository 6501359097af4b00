import Foundation
import Testing

@testable import Engine

extension PipelineTests {
    @Suite("Files that are no photographs") struct Damage {
        private let trial: PipelineTrial
        private var banana: String { trial.options.dataset + "/Training/Banana/" }

        init() throws { trial = try PipelineTrial() }

        @Test("Each is set aside with its reason, and the others' features are as if it were not there")
        func damagedFiles() throws {
            let clean = try trial.perform(.features, as: "clean")
            try damage()
            let run = try trial.perform(.features, as: "run")
            #expect(run["features.npy"] == clean["features.npy"])
            #expect(run.result.rows.images.map(\.path) == clean.result.rows.images.map(\.path))
            let records = CSV.records(of: String(decoding: try #require(run["rejected.csv"]), as: UTF8.self))
            #expect(
                records == [
                    ["path", "reason"],
                    ["Training/Banana/0_folder.jpg", "is a folder, not a file"],
                    ["Training/Banana/1_cut.jpg", "ends after 900 bytes, before the picture is complete"],
                    ["Training/Banana/2_empty.jpg", "is empty (0 bytes)"],
                    ["Training/Banana/3_gone.jpg", "is gone since the folder was listed"],
                    ["Training/Banana/4_pipe.jpg", "is a named pipe, not a file"],
                    ["Training/Banana/5_text.jpg", "is not a JPEG: it holds text"],
                    ["Training/Banana/6,\"7\"\n.jpg", "is empty (0 bytes)"],
                ])
            #expect(run.result.record.counts.rejected == 7)
            #expect(run.events.count { if case .imageRejected = $0.kind { true } else { false } } == 7)
        }

        private func damage() throws {
            let good = try Data(contentsOf: URL(fileURLWithPath: banana + "0_100.jpg"))
            try FileManager.default.createDirectory(
                atPath: banana + "0_folder.jpg", withIntermediateDirectories: false)
            try good.prefix(900).write(to: URL(fileURLWithPath: banana + "1_cut.jpg"))
            try Data().write(to: URL(fileURLWithPath: banana + "2_empty.jpg"))
            try FileManager.default.createSymbolicLink(
                atPath: banana + "3_gone.jpg", withDestinationPath: "/nowhere.jpg")
            #expect(mkfifo(banana + "4_pipe.jpg", 0o600) == 0)
            try Data("these are words\n".utf8).write(to: URL(fileURLWithPath: banana + "5_text.jpg"))
            try Data().write(to: URL(fileURLWithPath: banana + "6,\"7\"\n.jpg"))
        }

        @Test("What may not be read is set aside with the system's reason", .enabled(if: getuid() != 0))
        func unreadable() throws {
            try trial.folder.write([1], to: "fruit/secret.jpg")
            chmod(trial.options.dataset + "/secret.jpg", 0)
            let run = try trial.perform(.features, as: "run")
            #expect(
                run.result.rows.rejections
                    == [Rejection(path: "secret.jpg", reason: "cannot be read: Permission denied")])
        }

        @Test("Where nothing is left, the run fails and the first reason is told")
        func nothingLeft() throws {
            try trial.folder.write([], to: "fruit/Empty/a.jpg")
            try trial.folder.write([], to: "fruit/Empty/b.jpg")
            let error = #expect(throws: (any Error).self) {
                try trial.perform(.components, as: "run") { $0.categories = ["Empty"] }
            }
            #expect(
                "\(try #require(error))"
                    == "all 2 images were set aside; the first, Empty/a.jpg, is empty (0 bytes)")
        }
    }
}
