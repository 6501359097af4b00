import Engine
import Plot
import Testing

@testable import Workbench

// A small world for the screens: three categories, a chain, a job in its middle. Nothing here reads a file or a clock.

/// What the UI shows of a dataset, not what the engine works on.
typealias Dataset = Workbench.Dataset

enum Fixtures {
    static func entry(_ path: String, length: Int = 4_871) -> CatalogEntry {
        let parts = path.split(separator: "/").map(String.init)
        return CatalogEntry(
            path: ImagePath(path), modificationTime: 1_515_888_000, length: length,
            category: parts.count > 2 ? parts[1] : nil, split: parts.count > 2 ? parts[0] : nil)
    }

    /// Avocado 4 + 1, Banana 12 + 3, Lemon 2, one unlabelled.
    static let dataset = Dataset(
        name: "fruits",
        entries: (images("Test/Avocado", 1) + images("Test/Banana", 3) + images("Training/Avocado", 4)
            + images("Training/Banana", 12) + images("Training/Lemon", 2) + [entry("alone.jpg", length: 900)])
    )

    private static func images(_ folder: String, _ count: Int) -> [CatalogEntry] {
        (0..<count).map { entry("\(folder)/\(10 + $0)_100.jpg", length: 4_871 + 100 * $0) }
    }

    /// 131 categories of 690 images in two splits: as many as the largest set in use.
    static let large: Dataset = {
        let entries = (0..<131).flatMap { category in
            (0..<690).map { image in
                let split = image < 490 ? "Training" : "Test"
                return entry("\(split)/Category \(category)/\(image)_100.jpg")
            }
        }
        return Dataset(name: "large", entries: entries.sorted { $0.path < $1.path })
    }()

    static func context(_ glyphs: Glyphs = .unicode, dataset: Dataset = dataset) -> ScreenContext {
        ScreenContext(
            theme: Theme(background: .dark, glyphs: glyphs), dataset: dataset, runChain: "equalize,gaussian")
    }

    /// A UI of this size that has been told its dataset.
    static func model(
        width: Int = 80, height: Int = 24, _ glyphs: Glyphs = .unicode, dataset: Dataset = dataset
    ) -> UI {
        let empty = context(glyphs, dataset: Dataset(name: "fruits"))
        let ui = UI(Model(width: width, height: height, context: empty))
        ui.update(.dataset(dataset))
        return ui
    }

    /// A bright disc on white, lit from the right.
    static func picture(size: Int = 100, squash: Double = 0.7) -> Pixmap? {
        var pixels: [UInt8] = []
        for y in 0..<size {
            for x in 0..<size {
                let dx = (Double(x) / Double(size) - 0.5) / 0.4
                let dy = (Double(y) / Double(size) - 0.5) / (0.4 * squash)
                let light = max(0, min(1, 0.55 + 0.45 * dx))
                let inside = dx * dx + dy * dy < 1
                pixels += inside ? [230, 180, 40].map { UInt8(Double($0) * light) } : [255, 255, 255]
            }
        }
        return Pixmap(width: size, height: size, pixels: pixels)
    }

    /// What the worker would send for the image that screen 2 shows: each step makes the disc rounder.
    static func preview(_ ui: UI) throws -> Preview {
        let request = try #require(ui.preprocess.request)
        let pictures = try (0...request.steps.count).map { step in
            let squash = 0.7 + 0.3 * Double(step) / Double(max(1, request.steps.count))
            return Picture.ready(try #require(picture(squash: squash)))
        }
        return Preview(request: request, before: pictures[0], after: Array(pictures.dropFirst()))
    }

    static let stages = [
        StageDescription(stage: 0, name: "catalog", tasks: 1, parents: []),
        StageDescription(stage: 1, name: "features", tasks: 4, parents: [0]),
        StageDescription(stage: 2, name: "merge", tasks: 1, parents: [1]),
        StageDescription(stage: 3, name: "pca", tasks: 1, parents: [2]),
    ]

    /// A job that has done two of four feature tasks on two slots, at second 10, with one image set aside.
    static var halfway: [JobEvent] {
        func attempt(_ stage: Int, _ partition: Int) -> TaskAttempt {
            TaskAttempt(job: 0, stage: stage, partition: partition, attempt: 1)
        }
        func progress(_ activity: TaskActivity, _ images: Int, _ seconds: Double) -> TaskProgress {
            TaskProgress(activity: activity, images: images, total: 160, seconds: [activity: seconds])
        }
        var events = [
            JobEvent(time: 0, kind: .jobStarted(job: 0, name: "features of 640 images", stages: stages)),
            JobEvent(time: 0, kind: .stageStarted(job: 0, stage: 0)),
            JobEvent(time: 0, kind: .taskStarted(attempt(0, 0), slot: 0)),
            JobEvent(
                time: 0.5, kind: .taskSucceeded(attempt(0, 0), slot: 0, TaskProgress(activity: .list))),
            JobEvent(time: 0.5, kind: .stageSucceeded(job: 0, stage: 0)),
            JobEvent(time: 0.5, kind: .stageStarted(job: 0, stage: 1)),
        ]
        for slot in 0...1 {
            events.append(JobEvent(time: 0.5, kind: .taskStarted(attempt(1, slot), slot: slot)))
            events.append(
                JobEvent(
                    time: 1, kind: .taskProgressed(attempt(1, slot), slot: slot, progress(.decode, 0, 0.5))))
            for second in 2...5 {
                let now = progress(.network, 40 * (second - 1), Double(second) - 1)
                events.append(
                    JobEvent(time: Double(second), kind: .taskProgressed(attempt(1, slot), slot: slot, now)))
            }
            events.append(
                JobEvent(
                    time: 5.5, kind: .taskSucceeded(attempt(1, slot), slot: slot, progress(.network, 160, 5)))
            )
            events.append(JobEvent(time: 5.5, kind: .taskStarted(attempt(1, slot + 2), slot: slot)))
        }
        events.append(
            JobEvent(
                time: 7.25,
                kind: .imageRejected(
                    attempt(1, 2),
                    Rejection(path: "Lemon/4\u{1B}[31m1.jpg", reason: "it ends after 900 of 4,811 bytes"))))
        for slot in 0...1 {
            events.append(
                JobEvent(
                    time: 10,
                    kind: .taskProgressed(attempt(1, slot + 2), slot: slot, progress(.network, 80 + slot, 4)))
            )
        }
        return events.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(
            \.element)
    }
}

extension Fixtures {
    /// Two persisted datasets, one of them on its way to disk.
    static let storage = [
        ("pictures", "memory and disk", 9, 34_200_000, 1_250_000), ("features", "disk", 16, 0, 21_200_000),
    ].enumerated().map { index, told in
        JobEvent(
            time: 10,
            kind: .blockUpdated(
                PersistedDataset(
                    dataset: index, name: told.0, level: told.1, stored: told.2, partitions: 16,
                    memoryBytes: told.3, diskBytes: told.4)))
    }
}

extension Fixtures {
    /// Eight tasks of which one has large images and one broke twice, at second 20.
    static let stragglers: [JobEvent] = {
        let stage = StageDescription(stage: 0, name: "features", tasks: 8, parents: [], activity: .read)
        var events = [
            JobEvent(time: 0, kind: .jobStarted(job: 0, name: "features of 800 images", stages: [stage])),
            JobEvent(time: 0, kind: .stageStarted(job: 0, stage: 0)),
        ]
        func tell(_ partition: Int, attempt: Int = 1, from start: Double, _ seconds: Double, bytes: Int) {
            let attempt = TaskAttempt(job: 0, stage: 0, partition: partition, attempt: attempt)
            let progress = TaskProgress(
                activity: .network, images: 100, total: 100, bytes: bytes,
                seconds: [.read: 0.02 * seconds, .decode: 0.28 * seconds, .network: 0.7 * seconds],
                delay: 0.000_02)
            let reason = "the session lost its memory"
            events.append(JobEvent(time: start, kind: .taskStarted(attempt, slot: partition % 2)))
            events.append(
                JobEvent(
                    time: start + seconds,
                    kind: bytes > 0
                        ? .taskSucceeded(attempt, slot: partition % 2, progress)
                        : .taskFailed(attempt, slot: partition % 2, reason: reason, willRetry: true)))
        }
        for partition in 0..<5 {
            tell(partition, from: Double(partition / 2) * 2, 1.9 + 0.05 * Double(partition), bytes: 487_100)
        }
        tell(5, from: 4, 6.5, bytes: 4_870_000)
        for attempt in 1...2 { tell(6, attempt: attempt, from: 5.0 + Double(attempt), 1, bytes: 0) }
        tell(6, attempt: 3, from: 9, 2, bytes: 487_100)
        return events.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(
            \.element)
    }()
}

/// A model under test: a reference, so that what a message asked for can stand inside an expectation.
@dynamicMemberLookup
final class UI {
    private var model: Model

    init(_ model: Model) { self.model = model }

    subscript<Value>(dynamicMember path: KeyPath<Model, Value>) -> Value { model[keyPath: path] }

    @discardableResult
    func update(_ message: Message) -> [Command] { model.update(message) }

    /// Takes the keys one after the other and returns all that was asked of the world.
    @discardableResult
    func press(_ keys: Key...) -> [Command] { keys.flatMap { model.update(.key($0)) } }

    /// Takes each character as a key.
    @discardableResult
    func type(_ text: String) -> [Command] { text.flatMap { model.update(.key(.character($0))) } }

    func draw() -> CellGrid { model.draw() }

    func begin(_ demo: Demo) { model.demo = demo }

    /// The model as it is now.
    var value: Model { model }

    /// What the palette offers for what is typed in it.
    var offered: [String] { model.paletteEntries(for: model.palette?.text ?? "").map(\.name) }
}
