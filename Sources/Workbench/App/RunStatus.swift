import Engine
import Plot

/// How the work behind the UI stands, for the line of tabs: the same on every screen.
struct RunStatus: Hashable, Sendable {
    /// The fullest first.
    let wordings: [String]
    let style: Style
}

extension Model {
    var runStatus: RunStatus {
        let (theme, glyphs) = (context.theme, context.theme.glyphs)
        guard let job = context.jobs.current else {
            let idle = context.words[context.dataset.isListing ? .listing : .idle]
            return RunStatus(wordings: [idle], style: theme.dim)
        }
        switch job.state {
        case .waiting, .running: return running(job)
        case .succeeded: return ended(glyphs.done, .done, theme.good)
        case .failed: return ended(glyphs.failed, .failed, theme.failed)
        case .cancelled: return ended(glyphs.dot, .cancelled, theme.dim)
        }
    }

    private func ended(_ mark: String, _ word: Phrase, _ style: Style) -> RunStatus {
        RunStatus(wordings: ["\(mark) \(context.words[word])", mark], style: style)
    }

    /// `▸ features 45 %  left 11…14 s`
    private func running(_ job: JobStatus.Job) -> RunStatus {
        let glyphs = context.theme.glyphs
        let stage = job.stages.last { $0.state == .running }
        let percent =
            stage.map { context.figures.fixed(($0.fraction * 100).rounded(.down), places: 0) + " %" } ?? ""
        let short = "\(glyphs.pointer) \(percent)"
        let named = "\(glyphs.pointer) \(stage?.description.name ?? job.name) \(percent)"
        let left = job.timeLeft(at: context.clock).map {
            "\(named)  \(context.words[.left]) \(context.figures.range($0, glyphs))"
        }
        return RunStatus(wordings: [left, named, short].compactMap { $0 }, style: context.theme.running)
    }
}
