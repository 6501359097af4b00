// `credential_process` of a profile: a program that prints credentials.
// https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html

import Foundation

extension CredentialsLink {
    static let process = CredentialsLink { surroundings, isCancelled throws(CredentialsError) in
        guard let command = surroundings.profile["credential_process"] else { return nil }
        let name = surroundings.profile.name
        let answer = try CredentialProcess(command: command, profile: name).answer(until: isCancelled)
        guard let credentials = Credentials(document: answer) else {
            throw .process(profile: name, reason: "printed no credentials")
        }
        return FoundCredentials(
            credentials: credentials, origin: "the credential_process of the profile '\(name)'")
    }
}

/// What it prints is never repeated: it may hold secrets, also where it fails.
private struct CredentialProcess {
    let command: String
    let profile: String
    /// Seconds: a person may have to press a button.
    private static let patience = 60.0

    func answer(until isCancelled: () -> Bool) throws(CredentialsError) -> [UInt8] {
        guard let words = ShellWords.split(command), !words.isEmpty else {
            throw .process(profile: profile, reason: "is not a command")
        }
        let (process, pipe) = (Process(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = words
        process.standardOutput = pipe
        process.standardInput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let printed = Monitor<[UInt8]?>(nil)
        do { try process.run() } catch { throw .process(profile: profile, reason: "cannot be started") }
        let thread = Thread {
            let bytes = [UInt8](pipe.fileHandleForReading.readDataToEndOfFile())
            printed.change { $0 = bytes }
        }
        thread.name = "credentials"
        thread.start()
        let answer = try wait(for: printed, process, until: isCancelled)
        guard process.terminationStatus == 0 else {
            throw .process(profile: profile, reason: "ended with exit code \(process.terminationStatus)")
        }
        return answer
    }

    private func wait(
        for printed: Monitor<[UInt8]?>, _ process: Process, until isCancelled: () -> Bool
    ) throws(CredentialsError) -> [UInt8] {
        let end = ContinuousClock.now + .seconds(Self.patience)
        while true {
            // A program may close its output and go on.
            let answer = printed.wait(
                seconds: 0.05, until: { $0 != nil && !process.isRunning },
                then: { process.isRunning ? nil : $0 })
            if let answer { return answer }
            let isLate = ContinuousClock.now > end
            guard isLate || isCancelled() else { continue }
            process.terminate()
            if isLate { throw .process(profile: profile, reason: "did not end within a minute") }
            throw .cancelled
        }
    }
}

/// A command line in words, as a shell divides it: by spaces that no quote or backslash keeps.
enum ShellWords {
    /// - Returns: nil where a quote is left open.
    static func split(_ line: String) -> [String]? {
        var words: [String] = []
        var word: String?
        var quote: Character?
        var characters = line.makeIterator()
        while let character = characters.next() {
            switch (character, quote) {
            case (quote, .some): quote = nil
            case ("\\", nil), ("\\", "\""):
                guard let next = characters.next() else { return nil }
                word = (word ?? "") + String(next)
            case ("'", nil), ("\"", nil):
                quote = character
                word = word ?? ""
            case (_, nil) where character.isWhitespace:
                if let word { words.append(word) }
                word = nil
            default: word = (word ?? "") + String(character)
            }
        }
        guard quote == nil else { return nil }
        return words + (word.map { [$0] } ?? [])
    }
}
