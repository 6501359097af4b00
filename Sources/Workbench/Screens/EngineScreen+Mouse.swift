import Engine
import Plot

// The mouse on screen 3: a click chooses, a double click goes down, the wheel moves in what is under it.

extension EngineScreen {
    mutating func handle(_ mouse: MouseEvent, in area: Rect, _ context: ScreenContext) -> [Command]? {
        guard question == nil else {
            if mouse.kind == .press { dismissQuestion() }
            return []
        }
        let point = Point(x: mouse.x, y: mouse.y)
        guard let place = places(in: area, context).first(where: { $0.area.contains(point) }) else {
            return []
        }
        switch mouse.kind {
        case .press: choose(at: point, in: place, context)
        case .doubleClick:
            if choose(at: point, in: place, context) { descend(context) }
        case .wheelUp, .wheelDown:
            focus = place.part == .events ? .events : .list
            move(mouse.kind == .wheelUp ? .up : .down, context)
        case .release, .drag: break
        }
        return []
    }

    /// False where nothing is there to be chosen.
    @discardableResult
    private mutating func choose(at point: Point, in place: Place, _ context: ScreenContext) -> Bool {
        focus = place.part == .events ? .events : .list
        switch place.part {
        case .jobs:
            guard let row = jobRows(in: place.area, context).row(at: point) else { return false }
            chosen = Choice(job: listedJobs(context)[row].job)
        case .job(let graph):
            guard let job = job(context),
                let row = stageRows(of: job, below: graph, in: place.area).row(at: point)
            else { return false }
            chosen.stage = row
        case .tasks:
            guard let stage = stage(context),
                let row = taskRows(of: stage, in: place.area, context).row(at: point)
            else { return false }
            chosen.partition = order.sorted(stage.tasks, at: context.clock)[row].partition
        case .events:
            guard let row = eventRows(eventList.shown(context), in: place.area).row(at: point) else {
                return false
            }
            eventList.move(to: row, context)
        case .slots: return choose(slotAt: point.y - lanes(in: place.area, context).y, context)
        case .storage, .figures, .task, .taskEvents: return false
        }
        return true
    }

    /// What runs on the slot, or ran there last; its stage is chosen with it.
    private mutating func choose(slotAt row: Int, _ context: ScreenContext) -> Bool {
        guard context.jobs.slots.indices.contains(row),
            let attempt = context.jobs.slots[row].segments.last?.attempt
        else { return false }
        chosen = Choice(job: attempt.job, stage: attempt.stage, partition: attempt.partition)
        return true
    }
}
