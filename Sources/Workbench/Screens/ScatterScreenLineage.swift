import Engine

/// The card about one image: what became of it on its way to the plane, and where one can go from there.
struct ScatterScreenLineage: Sendable {
    /// Of the image, in the analysis.
    let row: Int
    /// Where one can go, in order.
    let steps: [LineageStep]
    private(set) var cursor = Selection()

    init(ofRow row: Int, _ context: ScreenContext) {
        self.row = row
        guard let images = context.analysis?.images, images.indices.contains(row) else {
            steps = []
            return
        }
        let path = images[row].path
        let partition = context.row(of: path).flatMap { context.partition(ofRow: $0) }
        let task = partition.flatMap { context.maker(ofPartition: $0) == nil ? nil : $0 }
        steps = [.picture(path)] + (task.map { [.task(partition: $0)] } ?? [])
    }

    /// The one under the cursor.
    var step: LineageStep? { steps.indices.contains(cursor.row) ? steps[cursor.row] : nil }

    mutating func handle(_ key: Key) { _ = cursor.handle(key, count: steps.count) }
}
