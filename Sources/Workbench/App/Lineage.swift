import Engine

/// Where one can go from a point: to what it was made of, and to what made it.
enum LineageStep: Hashable, Sendable {
    /// The photograph before and after its preprocessing: screen 2.
    case picture(ImagePath)
    /// The task that made its features, with the events of that task: screen 3.
    case task(partition: Int)
}

extension ScreenContext {
    /// A task, and where it belongs.
    struct Maker {
        let job: JobStatus.Job
        let stage: JobStatus.Stage
        let task: JobStatus.Task
    }

    /// The task that made the features of a partition: the last one that took images through the network.
    func maker(ofPartition partition: Int) -> Maker? {
        for job in jobs.jobs.reversed() {
            for stage in job.stages where stage.tasks.count == partitionFirstRows.count {
                guard stage.tasks.indices.contains(partition) else { continue }
                let task = stage.tasks[partition]
                if task.progress?.seconds[.network] != nil {
                    return Maker(job: job, stage: stage, task: task)
                }
            }
        }
        return nil
    }
}
