// What a preprocessing step is. A new step is one file with a type that conforms, and one more entry in
// `PreprocessingChain.knownSteps`.

/// A change of a picture's pixels, in place and of the same size, that the user names in a list.
public protocol PreprocessingStep: Sendable {
    /// What the user writes, without an argument: "gaussian".
    static var name: String { get }
    /// How it is written with what it can take: "gaussian[:sigma]".
    static var usage: String { get }
    /// - Parameter argument: What stands after the colon, nil where there is none.
    init(argument: String?) throws(PreprocessingError)
    /// The step as the user would write it, always the same for the same step: "gaussian:1.5".
    var label: String { get }
    func apply(to image: inout RGBImage)
}

extension PreprocessingStep {
    public static var usage: String { name }
    public var label: String { Self.name }
}

/// What is wrong with a list of preprocessing steps.
public enum PreprocessingError: Error, Hashable, Sendable {
    /// Nothing is named, or nothing stands between two commas.
    case missingStep
    case unknownStep(String, known: [String])
    /// "none" beside other steps.
    case noneBesideOthers
    case unexpectedArgument(String, step: String)
    /// The argument, its step, and what the step takes.
    case invalidArgument(String, step: String, expected: String)
}

extension PreprocessingError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .missingStep:
            "a preprocessing step is missing: write steps between commas, or none"
        case .unknownStep(let name, let known):
            "unknown preprocessing step “\(name.escapingUnprintable)”; "
                + "known are \(known.joined(separator: ", "))"
        case .noneBesideOthers:
            "preprocessing “none” stands alone: leave it out, or leave the other steps out"
        case .unexpectedArgument(let argument, let step):
            "preprocessing step \(step) takes no argument, but “\(argument.escapingUnprintable)” was given"
        case .invalidArgument(let argument, let step, let expected):
            "preprocessing step \(step) takes \(expected), not “\(argument.escapingUnprintable)”"
        }
    }
}
