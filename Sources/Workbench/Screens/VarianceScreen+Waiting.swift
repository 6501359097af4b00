import Engine
import Plot

extension VarianceScreen {
    func drawWaiting(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        let sentence = waitingSentence(context)
        WaitingPane(
            title: context.words[.cumulativeVariance], sentence: sentence.text, isFailure: sentence.isFailure
        ).draw(in: area, of: &grid, context)
    }

    private func waitingSentence(_ context: ScreenContext) -> (text: String, isFailure: Bool) {
        let words = context.words
        guard let job = context.jobs.current else { return (words[.curveNoJob], false) }
        switch job.state {
        case .failed: return (words[.curveJobFailed(job.reason ?? words[.noReasonGiven])], true)
        case .cancelled: return (words[.curveJobCancelled], false)
        case .succeeded: return (words[.componentsBeingRead], false)
        case .waiting, .running:
            let stage = job.stages.first { $0.state == .running }?.description.name
            return (words[.curveAtEnd(stage)], false)
        }
    }
}
