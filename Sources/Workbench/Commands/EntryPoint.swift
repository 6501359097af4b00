// Where the program starts: arguments to a command, and every way a command can end to one of five exit codes.

import ArgumentParser
import Engine
import Foundation

@main
enum EntryPoint {
    static func main() {
        // A reader that goes away (`workbench … | head`) must not kill a run.
        signal(SIGPIPE, SIG_IGN)
        Output.occupyStandardFiles()
        let status = run(Array(CommandLine.arguments.dropFirst()))
        // Threads may still be at work, after `q` in the UI as after ^C, and `exit` would have the libraries wait for
        // them or pull memory from under them.
        fflush(nil)
        _exit(status.rawValue)
    }

    static func run(_ arguments: [String]) -> ExitStatus {
        var command: any ParsableCommand
        do {
            command = try WorkbenchCommand.parseAsRoot(arguments)
        } catch {
            return explain(parsing: error)
        }
        do {
            try command.run()
            return .good
        } catch let status as ExitStatus {
            return status
        } catch  where WorkbenchCommand.exitCode(for: error) == .success || error is ValidationError {
            return explain(parsing: error)
        } catch {
            Output.complain("\(error)")
            return .nothingDone
        }
    }

    /// Help and version are answers, on stdout; anything else the parser says is a complaint.
    private static func explain(parsing error: any Error) -> ExitStatus {
        let message = WorkbenchCommand.fullMessage(for: error)
        guard WorkbenchCommand.exitCode(for: error) != .success else {
            return answer(message)
        }
        // What the parser says repeats what the user wrote.
        let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
        Output.errorLine(lines.map { String($0).escapingUnprintable }.joined(separator: "\n"))
        return .nothingDone
    }

    private static func answer(_ text: String) -> ExitStatus {
        do {
            try Output.answer(text)
            return .good
        } catch {
            Output.complain("\(error)")
            return .nothingDone
        }
    }
}

/// How the program ends; thrown by a command that has said all there is to say.
enum ExitStatus: Int32, Error {
    case good = 0
    /// Finished, but some images were set aside.
    case imagesSetAside = 1
    /// Nothing useful was done.
    case nothingDone = 2
    case hungUp = 129
    case interrupted = 130
    case terminated = 143
}

struct WorkbenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workbench",
        abstract: "Turns fruit photographs into features and shows how few numbers describe them well.",
        discussion: """
            Without a command: the terminal workbench on the dataset, or on sample-data where none is named.

            Exit codes: 0 all good; 1 finished, but some images were set aside; 2 nothing useful done; \
            129, 130 or 143 interrupted, what was done is kept.
            """,
        version: "0.1.0",
        subcommands: [
            InterfaceCommand.self, RunCommand.self, OpenCommand.self, SnapshotCommand.self,
            CatalogCommand.self,
            FeaturesCommand.self, PCACommand.self, ModelCommand.self, SynthesizeCommand.self,
            DoctorCommand.self, BenchCommand.self,
        ],
        defaultSubcommand: InterfaceCommand.self)
}
