import ArgumentParser
import Engine
import Foundation
import Plot

struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Shows what this machine has, and what is missing.")

    @OptionGroup(title: "Options for the object store") var store: StoreArguments

    func run() throws {
        let findings = Diagnosis.all(store.services)
        let width = findings.map(\.name.count).max() ?? 0
        for finding in findings {
            let name = finding.name.padding(toLength: width + 2, withPad: " ", startingAt: 0)
            try Output.answer("\(name)\(finding.value.escapingUnprintable)")
            if let advice = finding.advice {
                try Output.answer(String(repeating: " ", count: width + 2) + "→ " + advice)
            }
        }
    }
}

/// One thing that the program looked at.
struct Diagnosis {
    let name: String
    let value: String
    /// What to do where something is missing.
    var advice: String?

    static func all(_ services: Services) -> [Diagnosis] {
        machine() + libraries() + network() + terminal() + objectStore(services) + paths()
    }

    private static func machine() -> [Diagnosis] {
        let machine = Machine.current()
        return [
            Diagnosis(name: "version", value: RunRecord.currentVersion),
            Diagnosis(name: "system", value: machine.system),
            Diagnosis(name: "processor", value: machine.processor),
            Diagnosis(
                name: "cores", value: "\(machine.cores)",
                advice: machine.cores == 1
                    ? "one task runs at a time; more cores go through images faster" : nil),
            Diagnosis(name: "memory", value: "\(machine.memoryBytes >> 20) MiB"),
        ]
    }

    private static func libraries() -> [Diagnosis] {
        let oneDNN = oneDNNVersion()
        return [
            Diagnosis(name: "oneDNN", value: "\(oneDNN.version), uses \(oneDNN.instructionSet)"),
            Diagnosis(name: "OpenBLAS", value: openBLASVersion),
            Diagnosis(name: "HDF5", value: hdf5Version),
            Diagnosis(name: "Cairo", value: Cairo.version),
            Diagnosis(name: "ncurses", value: Ncurses.version),
        ]
    }

    /// How the network would be computed. What was never tried on this machine is tried now.
    private static func network() -> [Diagnosis] {
        let precisions = Precision.allCases.filter { (try? $0.check()) != nil }.map(\.rawValue)
        let precision = Diagnosis(
            name: "precision", value: precisions.joined(separator: " and "),
            advice: precisions.count == 1 ? "bf16 needs a processor with AVX-512 and bfloat16" : nil)
        do {
            let network = try UserPaths.methodMemory().network(
                .random(seed: 42), inputSize: 100, precision: .float32)
            let methods = network.methods.chosen.sorted { $0.key < $1.key }
            return [precision]
                + methods.map { Diagnosis(name: "convolution", value: "\($0.key): \($0.value.rawValue)") }
        } catch {
            return [precision, Diagnosis(name: "network", value: "cannot be made", advice: "\(error)")]
        }
    }

    private static func terminal() -> [Diagnosis] {
        let environment = ProcessInfo.processInfo.environment
        let described = Ncurses.describedColors()
        let capabilities = Capabilities(environment: environment, terminfoColors: described ?? 0)
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        return [
            Diagnosis(
                name: "terminal", value: environment["TERM"] ?? "TERM is not set",
                advice: described == nil ? "no description of it is installed; try TERM=xterm-256color" : nil),
            Diagnosis(
                name: "on a terminal", value: Interface.isPossible ? "yes" : "no: 'workbench' works as 'run'"),
            Diagnosis(name: "colours", value: "\(capabilities.colors)"),
            Diagnosis(
                name: "locale", value: locale ?? "not set",
                advice: capabilities.isUTF8 ? nil : "drawn in ASCII; set LANG=C.UTF-8 for braille"),
        ]
    }

    /// Who we would be to an object store: never a secret.
    private static func objectStore(_ services: Services) -> [Diagnosis] {
        let store: Diagnosis
        do { store = Diagnosis(name: "object store", value: try services.storeDescription()) } catch {
            store = Diagnosis(name: "object store", value: "not usable", advice: "\(error)")
        }
        do {
            let found = try services.credentials()
            let end = found.expiration.map { "until \($0.ISO8601Format())" } ?? "without an end"
            return [
                store, Diagnosis(name: "credentials", value: "\(found.origin), key \(found.key), \(end)"),
            ]
        } catch {
            return [store, Diagnosis(name: "credentials", value: "none", advice: "\(error)")]
        }
    }

    private static func paths() -> [Diagnosis] {
        [
            Diagnosis(name: "log", value: UserPaths.log()),
            Diagnosis(name: "cache", value: UserPaths.objects),
            Diagnosis(name: "sample data", value: (try? SampleData.path()) ?? "not found"),
        ]
    }
}
