/// Reads category and split off a folder's place in the dataset, as Fruits-360 lays it out:
/// `Training/Banana/0_100.jpg` is a Banana of the split Training.
struct Labels {
    struct Label: Hashable {
        let category: String?
        let split: String?
    }

    /// Folders of photographs with several fruits on them: no single category fits.
    static let unlabelledFolder = "test-multiple_fruits"
    /// Names that make the dataset's own folder a split where the categories lie directly in it
    /// (`run fruits-360/Training`); any other name (`run my-photographs`) says nothing about a split.
    static let splitNames: Set<String> = [
        "training", "train", "test", "testing", "validation", "valid", "val",
    ]

    private let datasetSplit: String?

    init(datasetName: String) {
        datasetSplit =
            Self.splitNames.contains(datasetName.lowercased()) ? datasetName.escapingUnprintable : nil
    }

    /// The label of every image that lies directly in `folder`, a path relative to the dataset's root.
    func label(ofFolder folder: ImagePath) -> Label {
        let names = folder.components.map { ImagePath.text(of: $0).escapingUnprintable }
        guard let category = names.last else { return Label(category: nil, split: datasetSplit) }
        let split = names.count > 1 ? names[names.count - 2] : datasetSplit
        return Label(category: category == Self.unlabelledFolder ? nil : category, split: split)
    }
}
