import Engine
import Plot

/// What `update` asks the world to do, as a value; the answer, if any, comes back as a `Message`.
enum Command: Hashable, Sendable {
    /// Leave the UI.
    case quit
    /// Give the terminal back and stop the process until the shell continues it.
    case suspend
    /// Send every cell again, whatever the terminal is believed to show.
    case redraw
    /// Stop a job, by its number in the events; what is whole is kept.
    case cancelJob(Int)
    /// Stop a stage of a job, and with it the job.
    case cancelStage(Int, ofJob: Int)
    /// Stop one attempt of a task, which is tried again.
    case killTask(TaskAttempt)
    /// Let so many more slots work, or fewer.
    case changeWorkers(by: Int)
    /// Show the image on screen 2. `update` does this itself.
    case inspect(ImagePath)
    /// Go from a point to what it was made of or what made it. `update` does this itself.
    case follow(LineageStep)
    /// Look held-out images up among the others on so many components. Answer: `Message.trial`.
    case tryNeighbours(components: Int)
    /// Find the images nearest to one in the analysis. Answer: `Message.nearest`. A newer request replaces one that waits.
    case findNearest(row: Int)
    /// Find the axes that part two categories best. Answer: `Message.advice`.
    case adviseAxes(Int, Int)
    /// Show photographs with these characters on every screen, or as pixels. `update` does this itself.
    case drawPictures(with: PictureMeans)
    /// Make `k` the run's number of components and project again.
    case chooseComponents(Int)
    /// Decode an image for display. Answer: `Message.picture`. A newer request replaces one that waits.
    case loadThumbnail(ImagePath)
    /// Decode images for display, in this order. Answers: a `Message.picture` each. A newer list replaces what waits of
    /// the one before.
    case loadThumbnails([ImagePath])
    /// Decode an image and take it through a chain. Answer: `Message.preview`. A newer request replaces one that waits.
    case preprocess(PreviewRequest)
    /// Put the screen into a file. Answer: `Message.notice`.
    case export(Export)
}

/// One image through one chain of steps.
struct PreviewRequest: Hashable, Sendable {
    let path: ImagePath
    /// As `--preprocess` takes it: `equalize,gaussian:1.5`, or `none`.
    let chain: String
}
