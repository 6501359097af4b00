// ~/.aws/config and ~/.aws/credentials: sections in brackets, `name = value`, and below an empty value indented names of
// its own. https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html

import Foundation

/// The profiles of both files.
struct SharedConfiguration: Sendable {
    /// Settings by profile and name; those nested below `s3` are named `s3.…`.
    private(set) var profiles: [String: [String: String]] = [:]

    /// - Parameters:
    ///   - config: text in which profiles other than the default are called `[profile NAME]`.
    ///   - credentials: text in which they are called `[NAME]`; goes before the other.
    init(config: String = "", credentials: String = "") {
        add(config) { name in
            if name == "default" { return name }
            guard name.hasPrefix("profile") else { return nil }
            let rest = name.dropFirst("profile".count)
            return rest.first?.isWhitespace == true ? rest.trimmingCharacters(in: .whitespaces) : nil
        }
        add(credentials) { $0 }
    }

    private mutating func add(_ text: String, profile: (String) -> String?) {
        var section: String?
        var outer: String?
        for line in text.split(whereSeparator: \.isNewline) {
            let content = line.trimmingCharacters(in: .whitespaces)
            if content.isEmpty || content.hasPrefix("#") || content.hasPrefix(";") { continue }
            if content.hasPrefix("[") {
                section = profile(
                    content.dropFirst().prefix { $0 != "]" }.trimmingCharacters(in: .whitespaces))
                if let section { profiles[section] = profiles[section] ?? [:] }
                outer = nil
                continue
            }
            guard let section, let (name, value) = Self.setting(content) else { continue }
            let isNested = line.first?.isWhitespace == true
            if !isNested { outer = value.isEmpty ? name : nil }
            let prefix = isNested ? outer.map { $0 + "." } ?? "" : ""
            profiles[section, default: [:]][prefix + name] = value
        }
    }

    /// A comment at a line's end begins with a space and a sign.
    private static func setting(_ line: String) -> (String, String)? {
        guard let sign = line.firstIndex(of: "=") else { return nil }
        let name = line[..<sign].trimmingCharacters(in: .whitespaces).lowercased()
        var value = line[line.index(after: sign)...]
        for comment in [" #", " ;", "\t#", "\t;"] {
            if let start = value.range(of: comment) { value = value[..<start.lowerBound] }
        }
        return (name, value.trimmingCharacters(in: .whitespaces))
    }
}

extension SharedConfiguration {
    /// Reads the files that the environment names, or those in the home folder; one that is missing is empty.
    init(environment: [String: String]) {
        let home = environment["HOME"] ?? NSHomeDirectory()
        func text(_ variable: String, _ fallback: String) -> String {
            let path = environment[variable].flatMap { $0.isEmpty ? nil : $0 } ?? home + fallback
            let expanded = path.hasPrefix("~/") ? home + path.dropFirst(1) : path
            return FileManager.default.contents(atPath: expanded).map { String(decoding: $0, as: UTF8.self) }
                ?? ""
        }
        self.init(
            config: text("AWS_CONFIG_FILE", "/.aws/config"),
            credentials: text("AWS_SHARED_CREDENTIALS_FILE", "/.aws/credentials"))
    }
}

/// A profile by its name, and what was set for it.
struct SharedProfile: Sendable {
    let name: String
    /// Whether somebody asked for this very profile.
    let isNamed: Bool
    /// nil where neither file has it.
    let settings: [String: String]?

    /// - Parameter chosen: the profile that an option names; else the environment does, else it is `default`.
    init(chosen: String?, environment: [String: String], _ configuration: SharedConfiguration) {
        let named = [chosen, environment["AWS_PROFILE"], environment["AWS_DEFAULT_PROFILE"]]
            .compactMap(\.self).first { !$0.isEmpty }
        name = named ?? "default"
        isNamed = named != nil
        settings = configuration.profiles[name]
    }

    subscript(_ setting: String) -> String? { settings?[setting].flatMap { $0.isEmpty ? nil : $0 } }
}
