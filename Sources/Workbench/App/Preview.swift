import Engine
import Plot

/// One image before a chain of steps and after each of them, ready to be drawn.
struct Preview: Hashable, Sendable {
    struct Stage: Hashable, Sendable {
        /// As in the chain: `gaussian:1.5`; nil for the image as it was read.
        let step: String?
        let picture: Picture
        /// How many pixels have each level; nil where there is no picture.
        let levels: Levels?

        fileprivate init(_ step: String?, _ picture: Picture) {
            self.step = step
            self.picture = picture
            levels = picture.pixmap.map { Levels(of: $0) }
        }
    }

    let request: PreviewRequest
    let before: Stage
    /// After each step, in their order.
    let steps: [Stage]
    /// Shared by all pictures, or the display would hide what the chain did.
    let stretch: Stretch
    /// What the whole chain has changed; nil where there are no pictures.
    let difference: PictureDifference?

    /// Walks all pixels: made by the worker, not on the UI thread.
    ///
    /// - Parameter after: the picture after each step of the request's chain.
    init(request: PreviewRequest, before: Picture, after: [Picture]) {
        self.request = request
        self.before = Stage(nil, before)
        steps = zip(request.steps, after).map { Stage($0, $1) }
        let pixmaps = ([before] + after).compactMap(\.pixmap)
        stretch = Stretch(of: pixmaps)
        difference = before.pixmap.flatMap { first in
            (after.last ?? before).pixmap.flatMap { PictureDifference(from: first, to: $0) }
        }
    }

    /// After all steps.
    var after: Stage { steps.last ?? before }

    /// Before, and after each step.
    var stages: [Stage] { [before] + steps }
}

extension PreviewRequest {
    /// The chain's steps, each of them a chain of its own.
    var steps: [String] { chain == "none" ? [] : chain.split(separator: ",").map(String.init) }
}
