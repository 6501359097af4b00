import Engine
import Foundation

/// What a run has to say when it is over, for people and for programs.
enum RunSummary {
    static func text(_ record: RunRecord, _ folder: RunFolder) -> String {
        let images = record.counts.features
        var lines = [
            "\(count(images)) images in \(count(record.dataset.categories.count { !$0.key.isEmpty })) categories, "
                + "\(count(images)) × 2048 features"
        ]
        if let components = record.components {
            lines.append(
                "k = \(components.k) components explain \(percent(components.variance)) of the variance "
                    + "(\(components.why))")
        }
        lines.append(model(record.model))
        lines.append(seconds(record))
        lines.append(speed(record))
        if record.counts.rejected > 0 {
            lines.append("\(count(record.counts.rejected)) set aside; why is in \(folder.rejected)")
        }
        return (lines + ["run folder: \(folder.path)"]).map(\.escapingUnprintable).joined(separator: "\n")
    }

    /// The record of the run, and where it lies.
    static func json(_ record: RunRecord, _ folder: RunFolder) throws -> String {
        struct Summary: Encodable {
            let folder: String
            let run: RunRecord
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let summary = try encoder.encode(Summary(folder: folder.path, run: record))
        return escapedForTerminal(String(decoding: summary, as: UTF8.self))
    }

    /// JSON in which what a terminal would obey, hide or reorder stands as `\\uNNNN`: such characters are only in
    /// its strings.
    private static func escapedForTerminal(_ json: String) -> String {
        json.split(separator: "\n").map { line in
            line.unicodeScalars.reduce(into: "") { text, scalar in
                guard scalar.isUnprintable else { return text.unicodeScalars.append(scalar) }
                for unit in String(scalar).utf16 { text += String(format: "\\u%04x", Int(unit)) }
            }
        }.joined(separator: "\n")
    }

    private static func model(_ model: RunRecord.Model) -> String {
        let seed = model.seed.map { ", seed \($0)" } ?? ""
        return "\(model.name), \(model.variant) variant, weights \(model.weights)\(seed), "
            + "digest \(model.digest)"
    }

    private static func seconds(_ record: RunRecord) -> String {
        let order = [
            "catalog", "model", "features", "rows", "sums", "merge", "PCA", "project", "save", "total",
        ]
        let told = order.compactMap { name in
            record.seconds[name].map { "\(name) \(String(format: "%.2f", $0)) s" }
        }
        return told.joined(separator: " · ")
    }

    private static func speed(_ record: RunRecord) -> String {
        let memory = "peak memory \(record.peakMemoryBytes / 1_000_000) MB"
        guard let seconds = record.seconds["features"], seconds > 0 else { return memory }
        return String(format: "%.1f images/s", Double(record.counts.images) / seconds) + " · " + memory
    }

    static func count(_ number: Int) -> String {
        number.formatted(.number.locale(Locale(identifier: "en_US")))
    }

    static func percent(_ share: Double) -> String { String(format: "%.2f %%", share * 100) }
}
