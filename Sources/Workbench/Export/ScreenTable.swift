import Engine
import Plot

// The numbers behind each screen as a table: RFC 4180, names of columns first, numbers as programs read them.

extension Model {
    /// Writes the table of the screen in front; nil where there is none yet.
    var table: (@Sendable () -> String)? {
        let context = context
        switch shown {
        case .catalog:
            guard !context.dataset.entries.isEmpty else { return nil }
            return { catalogTable(context.dataset) }
        case .preprocess:
            guard let preview = context.preview, preview.before.levels != nil else { return nil }
            return { levelsTable(preview) }
        case .engine:
            guard !context.jobs.jobs.isEmpty else { return nil }
            return { taskTable(context.jobs, at: context.clock) }
        case .variance:
            guard let curve = variance.curve else { return nil }
            return { varianceTable(curve) }
        case .scatter:
            guard let plane = scatter.plane, let analysis = context.analysis else { return nil }
            return { scatterTable(plane, analysis) }
        }
    }
}

private func table(_ head: [String], _ rows: some Sequence<[String]>) -> String {
    ([head] + rows).map(CSV.line).joined()
}

/// Images of each category by split; those without a category have an empty name, those without a split a column.
private func catalogTable(_ dataset: Dataset) -> String {
    table(
        ["category"] + dataset.splits + ["no split", "images"],
        dataset.categories.map { category in
            let counts = dataset.splits.indices.map { category.count(ofSplit: $0) }
            let images = category.members.count
            return [category.name ?? ""]
                + (counts + [images - counts.reduce(0, +), images]).map(String.init)
        })
}

/// Pixels of each level, channel by channel, before the chain and after it.
private func levelsTable(_ preview: Preview) -> String {
    let names = ["red", "green", "blue", "luma"]
    let channels = [preview.before.levels, preview.after.levels].compactMap { $0 }.flatMap {
        [$0.red, $0.green, $0.blue, $0.luma]
    }
    let head = ["level"] + names.map { "\($0) before" } + names.map { "\($0) after" }
    return table(
        Array(head.prefix(1 + channels.count)),
        (0...255).map { level in [String(level)] + channels.map { String($0[level]) } })
}

/// Every task of every job with all its figures, seconds and bytes as they are; empty where one is not known.
private func taskTable(_ status: JobStatus, at now: Double) -> String {
    let known = ["job", "job name", "stage", "stage name", "partition", "state", "slot", "started", "ended"]
    let rows = status.jobs.flatMap { job in
        job.stages.flatMap { stage in
            stage.tasks.map { task in
                [
                    "\(job.job)", job.name, "\(stage.description.stage)", stage.description.name,
                    "\(task.partition)", task.state.rawValue, task.slot.map { "\($0)" } ?? "",
                    seconds(task.started), seconds(task.ended),
                ] + TaskMetric.all.map { field(task.value($0, at: now), $0.unit) }
            }
        }
    }
    return table(known + TaskMetric.all.map(\.columnName), rows)
}

/// Each component's share of the variance, and that of all up to it.
private func varianceTable(_ curve: VarianceCurve) -> String {
    table(
        ["component", "explained variance ratio", "cumulative"],
        curve.ratios.indices.map { ["\($0 + 1)", "\(curve.ratios[$0])", "\(curve.cumulative[$0])"] })
}

/// Every point, or those that alone are shown: the image, and where it lies on the two axes.
private func scatterTable(_ plane: ScatterScreenPlane, _ analysis: Analysis) -> String {
    table(
        ["path", "category", "PC\(plane.xAxis + 1)", plane.yAxis.map { "PC\($0 + 1)" } ?? "image"],
        (plane.isolated ?? Array(0..<plane.points.count)).map { row in
            let image = analysis.images[row]
            return [
                "\(image.path)", image.category ?? "", "\(plane.points.x[row])", "\(plane.points.y[row])",
            ]
        })
}

private func seconds(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }

private func field(_ value: Double?, _ unit: TaskMetric.Unit) -> String {
    guard let value else { return "" }
    return unit == .seconds ? "\(value)" : ChartNumber.fixed(value, places: 0)
}

extension TaskMetric {
    /// `seconds in network`
    fileprivate var columnName: String {
        switch self {
        case .duration: "seconds"
        case .wait: "seconds of waiting"
        case .delay: "seconds of delay"
        case .seconds(let activity): "seconds in \(activity)"
        case .images: "images"
        case .bytes: "bytes"
        case .rejected: "images set aside"
        case .attempts: "attempts"
        }
    }
}
