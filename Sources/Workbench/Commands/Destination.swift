import Engine

/// Where a run's folder goes when it is whole: nowhere, or to a bucket.
struct Destination {
    let upload: RunUpload?
    /// How the program is to end where a signal has come.
    let signal: () -> ExitStatus?

    /// Refuses before the work what could not be sent after it. A run that is resumed may be there in part.
    func check(resuming: Bool) throws {
        guard let upload, !resuming else { return }
        try heeding({ _ in "interrupted before the run began" }) { try upload.check { signal() != nil } }
    }

    /// Sends the folder, telling of each file.
    func send(_ folder: RunFolder) throws {
        guard let upload else { return }
        try heeding({ "\($0)" }) {
            try upload.send(
                folder,
                begun: { name, number, count in
                    Output.errorLine("sending \(name.escapingUnprintable) (\(number) of \(count))")
                }, until: { signal() != nil })
        }
        Output.errorLine("the run is in \(upload.uri.escapingUnprintable)")
    }

    /// What a signal has cut short ends the program as that signal does.
    private func heeding(_ text: (any Error) -> String, _ body: () throws -> Void) throws {
        do { try body() } catch {
            guard let status = signal() else { throw error }
            Output.complain(text(error))
            throw status
        }
    }
}
