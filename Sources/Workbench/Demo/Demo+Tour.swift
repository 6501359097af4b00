// What `--demo` shows, scene by scene.

extension Demo {
    /// All five screens in some two minutes.
    static let tour = catalog + preprocess + engine + variance + scatter

    private static func typed(_ text: String) -> [Key] { text.map { .character($0) } }

    private static let catalog = [
        Scene(.demoCatalog, typed("1")),
        Scene(.demoCategories, [.down, .down, .down]),
        Scene(.demoImages, [.right, .down, .down, .left]),
    ]
    private static let preprocess = [
        Scene(.demoPreprocess, typed("2"), for: 6),
        Scene(.demoSwipe, typed("m,,,,........,,,,"), for: 3),
        Scene(.demoDifference, typed("m"), for: 6),
        Scene(.demoStrip, typed("m")),
        Scene(.demoSideBySide, typed("m")),
    ]
    private static let engine = [
        Scene(.demoEngine, typed("3"), for: 6),
        Scene(.demoPlayback, typed("{>>>p"), for: 8),
        Scene(.demoStage, typed("p}") + [.enter]),
        Scene(.demoJob, [.escape]),
    ]
    private static let variance = [
        Scene(.demoVariance, typed("4"), for: 6),
        Scene(.demoFewer, [.pageUp, .pageUp, .pageUp]),
        Scene(.demoMore, [.pageDown, .pageDown, .pageDown, .pageDown], for: 3),
        Scene(.demoRunsK, typed("r")),
    ]
    private static let scatter = [
        Scene(.demoScatter, typed("5"), for: 6),
        Scene(.demoPick, [.right, .up, .left]),
        Scene(.demoNeighbours, typed("nnnN")),
        Scene(.demoFocus, typed("f") + [.down, .down, .up]),
        Scene(.demoZoom, [.escape] + typed("+++")),
        Scene(.demoAll, typed("0")),
    ]
}
