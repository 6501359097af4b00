/// Why there are no principal components.
public enum PCAError: Error, Equatable, CustomStringConvertible {
    case tooFewImages(Int)
    /// A feature, counted from 0, is infinite or not a number in at least one image.
    case notFinite(feature: Int)
    case noVariance(images: Int)
    case tooManyComponents(Int, images: Int, features: Int)
    case noSuchVariance(Double)
    case solver(LAPACKError)

    public var description: String {
        switch self {
        case .tooFewImages(let count):
            "PCA needs at least two images, and there \(count == 1 ? "is 1" : "are \(count)")"
        case .notFinite(let feature):
            "feature \(feature) is infinite or not a number in at least one image, so PCA cannot be done"
        case .noVariance(let images):
            "all \(images) images have the same features, so there is no variance for PCA to explain"
        case .tooManyComponents(let asked, let images, let features):
            "\(images) images with \(features) features have from 1 to \(min(images, features)) components, "
                + "not \(asked)"
        case .noSuchVariance(let target):
            "the share of variance to keep is above 0 and at most 1, not \(target)"
        case .solver(let error): error.description
        }
    }
}
