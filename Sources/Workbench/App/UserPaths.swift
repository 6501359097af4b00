import Engine
import Foundation

/// Where the program keeps what is the user's, by the XDG Base Directory Specification.
enum UserPaths {
    /// Logs: `$XDG_STATE_HOME/fruits-workbench`, made where it is missing.
    static var state: String { folder("XDG_STATE_HOME", default: ".local/state") }

    /// The log that a crash and chatty libraries write to.
    static func log() -> String {
        try? FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
        return state + "/workbench.log"
    }

    /// How a person likes to look at things: `ui.json` beside the logs.
    static func savedState() -> String {
        try? FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
        return state + "/ui.json"
    }

    /// What is remembered of this machine's fastest methods: `$XDG_CACHE_HOME/fruits-workbench/convolutions.json`.
    static func methodMemory() -> MethodMemory {
        MethodMemory(path: folder("XDG_CACHE_HOME", default: ".cache") + "/convolutions.json")
    }

    /// Objects that were fetched from a store: `$XDG_CACHE_HOME/fruits-workbench/objects`.
    static var objects: String { folder("XDG_CACHE_HOME", default: ".cache") + "/objects" }

    private static func folder(_ variable: String, default fallback: String) -> String {
        let environment = ProcessInfo.processInfo.environment
        // The specification: a path that is not absolute is to be ignored.
        let set = environment[variable].flatMap { $0.hasPrefix("/") ? $0 : nil }
        return (set ?? NSHomeDirectory() + "/" + fallback) + "/fruits-workbench"
    }
}
