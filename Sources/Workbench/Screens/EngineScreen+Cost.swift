import Engine
import Plot

// What a run costs where a price per hour was given: the machine's time while a job runs, whatever its slots do.

/// What a job has cost, and what the run that it belongs to will have cost in all.
struct JobCost: Hashable, Sendable {
    let price: Double
    /// Of the job: all its stages since it began.
    let soFar: Double
    /// Of every job of the run, those that are over too. nil where nothing can be said, and for a single job that is over.
    let inAll: ClosedRange<Double>?
    let isOver: Bool

    /// - Parameters:
    ///   - jobs: all of the run.
    ///   - price: dollars an hour.
    init(of job: JobStatus.Job, among jobs: [JobStatus.Job], price: Double, at now: Double) {
        let perSecond = price / 3600
        self.price = price
        isOver = job.ended != nil
        soFar = job.duration(at: now) * perSecond
        let spent = Self.seconds(of: jobs, at: now)
        let running = jobs.filter { $0.ended == nil }
        let left = running.compactMap { $0.timeLeft(at: now) }
        if let least = left.map(\.lowerBound).max(), let most = left.map(\.upperBound).max() {
            inAll = (spent + least) * perSecond...(spent + most) * perSecond
        } else {
            inAll = running.isEmpty && jobs.count > 1 ? spent * perSecond...spent * perSecond : nil
        }
    }

    /// While any of the jobs ran: the machine is paid once, however many it works on.
    private static func seconds(of jobs: [JobStatus.Job], at now: Double) -> Double {
        var (seconds, paidTo) = (0.0, -Double.infinity)
        for job in jobs.sorted(by: { $0.started < $1.started }) {
            let end = max(job.started, job.ended ?? now)
            seconds += max(0, end - max(job.started, paidTo))
            paidTo = max(paidTo, end)
        }
        return seconds
    }

    /// The fullest first: `$0.0123 so far · $0.018…0.020 in all · at $0.20 an hour`.
    func wordings(_ words: Words, _ glyphs: Glyphs) -> [String] {
        let now = words[isOver || inAll == nil ? dollars(soFar, words) : .soFar(dollars(soFar, words))]
        let all = inAll.map { range in
            let least = amount(range.lowerBound, words.figures)
            let most = amount(range.upperBound, words.figures)
            let text = least == most ? most : "\(least)\(glyphs.ellipsis)\(most)"
            return words[.inAll(.dollars(text))]
        }
        let base = words[.perHour(.dollars(priceText(words.figures)))]
        let parts = [now] + (all.map { [$0] } ?? [])
        let separator = " \(glyphs.dot) "
        return [
            (parts + [base]).joined(separator: separator), parts.joined(separator: separator),
            words[dollars(soFar, words)],
        ]
    }

    private func dollars(_ value: Double, _ words: Words) -> Phrase { .dollars(amount(value, words.figures)) }

    /// To a hundredth of a cent, and above a dollar to a cent.
    private func amount(_ value: Double, _ figures: Figures) -> String {
        figures.fixed(value, places: value < 1 ? 4 : 2)
    }

    /// With as many digits as it was given with, at least two.
    private func priceText(_ figures: Figures) -> String {
        let places = (2...4).first { ((price * 10_000).rounded() / 10_000).hasDigits(atMost: $0) } ?? 4
        return figures.fixed(price, places: places)
    }
}

extension Double {
    fileprivate func hasDigits(atMost places: Int) -> Bool {
        let scale = [1.0, 10, 100, 1000, 10_000][places]
        return ((self * scale).rounded() - self * scale).magnitude < 1e-6
    }
}

extension EngineScreen {
    /// In the frame's lower border, on the right.
    func drawCost(of job: JobStatus.Job, in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        guard let price = context.pricePerHour, area.height > 1 else { return }
        let cost = JobCost(of: job, among: context.jobs.jobs, price: price, at: context.clock)
        let wordings = cost.wordings(context.words, context.theme.glyphs)
        guard let text = wordings.first(where: { TextWidth.columns(of: $0) <= area.width - 8 }) else {
            return
        }
        let x = area.maxX - 4 - TextWidth.columns(of: text)
        grid.write(" \(text) ", x: x, y: area.maxY - 1, style: context.theme.title)
    }
}
