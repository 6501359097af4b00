import ArgumentParser
import Engine
import Foundation

struct CatalogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalog",
        abstract: "Lists a dataset: its columns, first images, and how many there are by category and split.")

    @Argument(help: "The dataset: a folder, file:///path or s3://bucket/prefix.")
    var uri: String

    @Option(help: ArgumentHelp("Only these categories.", valueName: "A,B"))
    var categories: String?

    @Option(help: ArgumentHelp("Images to show.", valueName: "n"))
    var rows: Int = 5

    @Option(help: ArgumentHelp("Task slots. (default: the cores)", valueName: "n"))
    var workers: Int?

    @OptionGroup(title: "Options for s3:// datasets") var store: StoreArguments

    func validate() throws {
        try RunArguments.check(workers: workers)
        guard (0...1_000).contains(rows) else { throw ValidationError("--rows must be from 0 to 1000") }
    }

    func run() throws {
        let services = store.services
        let source = try openSource(uri, services)
        let configuration = Session.Configuration(workers: workers ?? Session.availableCores)
        let session = Session(configuration, services: services)
        defer { session.close() }
        let report: CatalogReport
        do {
            report = try CatalogReport(
                of: CatalogQueries(source, categories: RunArguments.list(categories), on: session),
                rows: rows)
        } catch let failure as JobFailure {
            throw failure.underlying ?? failure
        }
        try Output.answer(report.text)
    }
}

/// What is asked of a listing, in the engine's words: each question a job, the listing itself done once.
private struct CatalogQueries {
    let uri: String
    let wanted: Set<String>
    private let session: Session
    private let images: Engine.Dataset<CatalogEntry>

    init(_ source: any Source, categories: [String], on session: Session) {
        (uri, wanted) = (source.uri, Set(categories))
        self.session = session
        let listing = Engine.Dataset("listing", partitions: 1) { context, _ in
            do {
                return try Catalog(listing: source) { _ in try context.checkCancellation() }.entries
            } catch let error as SourceError {
                throw PermanentFailure(error)
            }
        }
        images = listing.repartition(4 * session.configuration.workers).persist(.memoryAndDisk)
    }

    /// The images that are asked for.
    private var selected: Engine.Dataset<CatalogEntry> {
        wanted.isEmpty ? images : images.filter { [wanted] in wanted.contains($0.category ?? "") }
    }

    func count() throws -> Int { try session.run(selected.count()) }

    func first(_ count: Int) throws -> [CatalogEntry] { try session.run(selected.take(count)) }

    /// Every category of the dataset, selected or not.
    func categories() throws -> [String] {
        try session.run(images.map { $0.category ?? "" }.distinct().collect("categories"))
    }

    /// How many images of each category and split are selected.
    func counts() throws -> [(Label, Int)] {
        let labels = selected.map { (Label($0), 1) }
        return try session.run(labels.reduceByKey { $0 + $1 }.collect("counts"))
    }

    /// A category of a split; both "" where an image has none.
    struct Label: Hashable, Comparable {
        let category: String
        let split: String

        init(_ entry: CatalogEntry) { (category, split) = (entry.category ?? "", entry.split ?? "") }

        static func < (left: Label, right: Label) -> Bool {
            (left.category, left.split) < (right.category, right.split)
        }
    }
}

/// The answers as text.
private struct CatalogReport {
    private let sections: [String]

    /// - Throws: `CatalogError` where there are no images, or none of a category that is named.
    init(of catalog: CatalogQueries, rows: Int) throws {
        let known = try catalog.categories()
        guard !known.isEmpty else { throw CatalogError.empty(uri: catalog.uri) }
        if let unknown = catalog.wanted.subtracting(known).min() {
            throw CatalogError.unknownCategory(unknown, known: known.filter { !$0.isEmpty })
        }
        let images = RunSummary.count(try catalog.count())
        sections = [
            CatalogTable.schema.joined(separator: "\n"),
            rows > 0 ? Self.table(of: try catalog.first(rows)) : "",
            Self.table(of: try catalog.counts()), "\(images) images in \(catalog.uri)",
        ]
    }

    var text: String {
        sections.filter { !$0.isEmpty }.joined(separator: "\n\n").split(
            separator: "\n", omittingEmptySubsequences: false
        ).map { String($0).escapingUnprintable }.joined(separator: "\n")
    }

    private static func table(of images: [CatalogEntry]) -> String {
        text(CatalogTable.columns, images.map(CatalogTable.row))
    }

    private static func table(of counts: [(CatalogQueries.Label, Int)]) -> String {
        let rows = counts.map { label, count in
            [label.category, label.split].map { $0.isEmpty ? CatalogTable.null : $0 } + ["\(count)"]
        }
        return text(["category", "split", "count"], rows)
    }

    private static func text(_ columns: [String], _ rows: [[String]]) -> String {
        ShowTable(columns: columns, rows: rows, truncation: nil).lines.joined(separator: "\n")
    }
}
