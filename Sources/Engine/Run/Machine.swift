import Foundation

/// The machine that a run was made on.
public struct Machine: Codable, Hashable, Sendable {
    public var processor: String
    public var cores: Int
    public var memoryBytes: Int
    public var system: String

    /// The machine that this runs on.
    public static func current() -> Machine {
        Machine(
            processor: processorName(), cores: ProcessInfo.processInfo.activeProcessorCount,
            memoryBytes: Int(ProcessInfo.processInfo.physicalMemory),
            system: ProcessInfo.processInfo.operatingSystemVersionString)
    }

    /// Largest resident set of this process so far, in bytes.
    ///
    /// Not `getrusage`, which on Linux begins with that of the process that started this one.
    public static func peakMemoryBytes() -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return (line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 1024
    }

    /// Resident set of this process now, in bytes; 0 where the system does not tell.
    static func memoryBytes() -> Int {
        let figures = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        let pages = figures.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return pages * sysconf(Int32(_SC_PAGESIZE))
    }

    private static func processorName() -> String {
        let table = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let line = table.split(separator: "\n").first { $0.hasPrefix("model name") }
        return line?.split(separator: ":").last?.trimmingCharacters(in: .whitespaces) ?? "unknown"
    }
}
