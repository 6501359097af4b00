import Engine
import Plot

// The model as lines of text instead of cells: what a screen reader reads out and a log keeps. A pure function, as drawing is.

/// A screen that can be said in sentences.
protocol SpokenScreen {
    /// What the screen shows, the most important first. What is chosen has a line of its own, so that moving on changes one.
    func lines(_ context: ScreenContext) -> [String]
}

extension Model {
    /// `Screen 4 of 5, Variance. Done.`, what the screen says, and its one figure.
    var spoken: [String] {
        let words = context.words
        let title = words[.screenOf(shown.rawValue, ScreenName.allCases.count, words[shown.title])]
        let figure = screen.figure(context)
        let question = engine.question.map { [words[$0.phrase]] } ?? []
        let field = asksForText ? [words[.typeText]] : []
        let lines =
            [title] + spokenScreen.lines(context) + (figure.isEmpty ? [] : [figure]) + question + field
            + spokenMenu
        return lines.map { $0.escapingUnprintable }
    }

    /// Whether the next line is the text of a field, and no key or name.
    var asksForText: Bool { screen.takesText && engine.question == nil }

    /// `s: export SVG: the screen` for each form in which the screen can leave, and the one that Enter takes.
    private var spokenMenu: [String] {
        guard let exportMenu else { return [] }
        let (words, forms) = (context.words, exportForms)
        let row = exportMenu.selection.row
        let chosen = forms.indices.contains(row) ? [words[.chosenCategory(words[forms[row].name])]] : []
        return [words[.spokenMenu]]
            + forms.map { words.labelled(String($0.letter), words[$0.name]) } + chosen
    }

    private var spokenScreen: any SpokenScreen {
        switch shown {
        case .catalog: catalog
        case .preprocess: preprocess
        case .engine: engine
        case .variance: variance
        case .scatter: scatter
        }
    }
}

// MARK: 1 Catalog

extension CatalogScreen: SpokenScreen {
    func lines(_ context: ScreenContext) -> [String] {
        let dataset = context.dataset
        let figures = context.figures
        let totals =
            [figures.bytes(dataset.bytes)]
            + dataset.splits.indices.map {
                "\(dataset.splits[$0]) \(figures.grouped(dataset.count(ofSplit: $0)))"
            }
        let list = categories.map { describe(dataset.categories[$0], context) }
        let here = category(dataset).map { [context.words[.chosenCategory(describe($0, context))]] } ?? []
        let image = selected(dataset).map { entry in
            [context.words[.chosenImage("\(entry.path.printable), \(figures.bytes(entry.length))")]]
        }
        let all = dataset.categories.count
        let narrowed =
            categories.count < all ? [context.words[.categoriesListed(categories.count, of: all)]] : []
        return [totals.joined(separator: ", ")] + narrowed + list + here + (image ?? [])
    }

    /// `Banana: Training 490, Validation 166`
    private func describe(_ category: Dataset.Category, _ context: ScreenContext) -> String {
        let counts = context.dataset.splits.enumerated().map { index, split in
            "\(split) \(context.figures.grouped(category.count(ofSplit: index)))"
        }
        return context.words.labelled(context.words[category.phrase], counts.joined(separator: ", "))
    }
}

// MARK: 2 Preprocess

extension PreprocessScreen: SpokenScreen {
    func lines(_ context: ScreenContext) -> [String] {
        guard let preview = context.preview else {
            return [context.words[path == nil ? .noImageYet : .reading]]
        }
        let words = context.words
        let stages = preview.stages.map { stage in
            let name = stage.step ?? words[.before]
            return stage.levels.map { words.labelled(name, describe($0, context)) } ?? name
        }
        let change = preview.difference.map { difference in
            let unchanged = context.figures.fixed(100 * difference.unchanged, places: 1)
            let magnitude = context.figures.fixed(difference.meanMagnitude, places: 1)
            let text = "\(words[.magnitude]) \(magnitude), \(words[.unchanged]) \(unchanged) %"
            return [words.labelled(words[.changeOfLuma], text)]
        }
        return [preview.request.path.printable] + stages + (change ?? [])
    }

    /// `luma 141 ± 62, 6.8 bit`
    private func describe(_ levels: Levels, _ context: ScreenContext) -> String {
        let figures = context.figures
        let spread =
            "\(figures.fixed(levels.mean, places: 0)) \(context.theme.glyphs.plusMinus) "
            + figures.fixed(levels.deviation, places: 0)
        return "\(context.words[.luma]) \(spread), \(figures.fixed(levels.entropy, places: 2)) bit"
    }
}

// MARK: 3 Engine

extension EngineScreen: SpokenScreen {
    func lines(_ context: ScreenContext) -> [String] {
        guard let job = job(context) else { return [] }
        let stages = job.stages.map { describe($0, context) }
        let aside = context.jobs.rejectionCount
        let rejections = aside > 0 ? [context.words[.imagesSetAside(aside)]] : []
        let chosen =
            level == .job ? stage(context).map { [context.words[.chosenStage($0.description.name)]] } : nil
        let task = level == .stage || level == .task ? task(context).map { [describe($0, context)] } : nil
        let cost = context.pricePerHour.map { price in
            JobCost(of: job, among: context.jobs.jobs, price: price, at: context.clock)
                .wordings(context.words, context.theme.glyphs)[0]
        }
        return [context.words.labelled(job.name, context.words[job.word])] + stages + (chosen ?? [])
            + (task ?? []) + event(context) + rejections + [cost].compactMap { $0 }
    }

    /// The event under the cursor, while the list of events has the arrows.
    private func event(_ context: ScreenContext) -> [String] {
        let events = eventList.shown(context)
        guard focus == .events, events.indices.contains(eventList.cursor.row),
            let note = EventNote(events[eventList.cursor.row], of: context.jobs)
        else { return [] }
        let time = context.figures.fixed(events[eventList.cursor.row].time, places: 2)
        return [context.words[.chosenEvent("\(time) s, \(context.words[note.phrase])")]]
    }

    /// `features: running, 7 of 16 tasks, 1,214 images`
    private func describe(_ stage: JobStatus.Stage, _ context: ScreenContext) -> String {
        let done = stage.tasks.filter { $0.state == .succeeded }.count
        let tasks = context.words[.tasksOf(done, stage.tasks.count)]
        let images =
            stage.images > 0
            ? ", \(context.words[.countOfImages(context.figures.grouped(stage.images))])" : ""
        return context.words.labelled(
            stage.description.name, "\(context.words[stage.word]), \(tasks)\(images)")
    }

    private func describe(_ task: JobStatus.Task, _ context: ScreenContext) -> String {
        let progress = task.progress.map { ", \($0.images)/\($0.total)" } ?? ""
        return context.words.labelled(
            "\(context.words[.task]) \(task.partition)", "\(context.words[task.state.word])\(progress)")
    }
}

extension EngineScreen.Question {
    fileprivate var phrase: Phrase {
        switch self {
        case .job(let job): .cancelJobQuestion(job)
        case .stage(let stage, let job): .cancelStageQuestion(stage, ofJob: job)
        case .task: .killTask
        }
    }
}

// MARK: 4 Variance

extension VarianceScreen: SpokenScreen {
    func lines(_ context: ScreenContext) -> [String] {
        guard let curve else { return [] }
        let figures = context.figures
        let marks = curve.landmarks.map { mark in
            context.words[.componentsFor(mark.components, "\(figures.fixed(mark.share * 100, places: 0)) %")]
        }
        let first = curve.ratios.prefix(5).enumerated().map { index, ratio in
            "\(context.words[.component(index + 1)]) \(figures.fixed(ratio * 100, places: 1)) %"
        }
        let sizes =
            "\(figures.bytes(curve.vectorBytes(curve.features))) \(context.theme.glyphs.then) "
            + figures.bytes(curve.vectorBytes(cursor))
        return [context.words[view.title]] + marks + [
            first.joined(separator: ", "), context.words[.runKeeps(curve.chosen)],
            context.words.labelled("k \(cursor)", sizes),
        ] + neighbourLines(context)
    }

    private func neighbourLines(_ context: ScreenContext) -> [String] {
        guard let trial = context.insight.found, let accuracy = trial.accuracy(cursor),
            let all = trial.accuracyByFeatures, let changed = trial.changed(at: cursor)
        else { return [] }
        let shares = [accuracy, all].map { percent($0, places: 1, context) }
        let count = context.figures.grouped(trial.count)
        return [context.words[.spokenNeighbours(shares[0], all: shares[1], changed: changed, of: count)]]
    }
}

// MARK: 5 Scatter

extension ScatterScreen: SpokenScreen {
    func lines(_ context: ScreenContext) -> [String] {
        guard let plane, let analysis = context.analysis else { return [] }
        let axes = [plane.xAxis, plane.yAxis].compactMap { $0 }.map { context.words[.component($0 + 1)] }
            .joined(separator: " \(context.theme.glyphs.times) ")
        let categories = analysis.categories.enumerated().map { index, name in
            let count = context.figures.grouped(plane.points.counts[index])
            return context.words.labelled(name, context.words[.countOfImages(count)])
        }
        let pick = picked(context).map { [context.words[.chosenImage($0.path.printable)]] } ?? []
        let note = noteText(plane, analysis, hasLegend: true, context).map { [$0] } ?? []
        return [axes] + note + categories + legendLines(analysis, context) + pick
            + neighbourLines(plane, analysis, context) + lineageLines(plane, analysis, context)
    }

    /// What is in colour while not all are, and where the legend's cursor stands.
    private func legendLines(_ analysis: Analysis, _ context: ScreenContext) -> [String] {
        let names = legend.order.filter { emphasis.slots[$0] != nil }.map { analysis.categories[$0] }
        let colored = legend.isFocused ? [context.words[.inColor(names.joined(separator: ", "))]] : []
        let current = pane == .legend ? legend.current.map { analysis.categories[$0] } : nil
        return colored + (current.map { [context.words[.chosenCategory($0)]] } ?? [])
    }

    /// The card about the picked image, and where Enter leads.
    private func lineageLines(
        _ plane: ScatterScreenPlane, _ analysis: Analysis, _ context: ScreenContext
    ) -> [String] {
        guard let lineage, analysis.images.indices.contains(lineage.row) else { return [] }
        let words = context.words
        let facts = facts(lineage, plane, analysis, context).map { words.labelled($0.name, $0.text) }
        let step = lineage.step.map { [words[.chosenCategory(words[name(of: $0)])]] } ?? []
        return [words[.lineage]] + facts + step
    }

    /// `near: Banana, Banana, Lemon`
    private func neighbourLines(
        _ plane: ScatterScreenPlane, _ analysis: Analysis, _ context: ScreenContext
    ) -> [String] {
        guard let row = plane.pick, let generation,
            let near = context.insight.neighbours(ofRow: row, generation: generation)
        else { return [] }
        let names = near.prefix(5).map { analysis.images[$0.row].category ?? context.words[.unlabelled] }
        return [context.words.labelled(context.words[.near], names.joined(separator: ", "))]
    }
}
