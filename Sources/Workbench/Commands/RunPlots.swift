import Engine

/// The two pictures of a run, as they stand in its folder.
struct RunPlots {
    let analysis: ComponentAnalysis
    let count: ComponentCount

    init(of analysis: ComponentAnalysis, count: ComponentCount) {
        self.analysis = analysis
        self.count = count
    }

    func write(to folder: RunFolder) throws {}
}
