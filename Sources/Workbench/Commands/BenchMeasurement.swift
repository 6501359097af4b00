// What a bench finds out about one part of the pipeline, and how time is taken.
import Foundation

/// The time of one part.
struct Measurement {
    let name: String
    /// Of one image, or of the whole where `isPerImage` is false.
    let milliseconds: Double
    let isPerImage: Bool

    static func perImage(_ name: String, milliseconds: Double) -> Measurement {
        Measurement(name: name, milliseconds: milliseconds, isPerImage: true)
    }

    static func whole(_ name: String, milliseconds: Double) -> Measurement {
        Measurement(name: name, milliseconds: milliseconds, isPerImage: false)
    }

    var text: String {
        let name = name.padding(toLength: 32, withPad: " ", startingAt: 0)
        guard isPerImage else { return name + String(format: "%10.1f ms", milliseconds) }
        return name + String(format: "%10.3f ms/image %10.1f images/s", milliseconds, 1000 / milliseconds)
    }

    var json: String {
        guard isPerImage else {
            return String(format: "{\"name\":\"%@\",\"milliseconds\":%.4f}", name, milliseconds)
        }
        return String(
            format: "{\"name\":\"%@\",\"millisecondsPerImage\":%.4f,\"imagesPerSecond\":%.3f}", name,
            milliseconds, 1000 / milliseconds)
    }
}

/// The median of milliseconds, after one run that warms caches and makes what is made once.
func medianMilliseconds(rounds: Int, _ body: () throws -> Void) rethrows -> Double {
    try body()
    let times = try (0..<rounds).map { _ in
        let start = ContinuousClock.now
        try body()
        return (ContinuousClock.now - start) / .milliseconds(1)
    }
    return times.sorted()[rounds / 2]
}
