import Foundation

/// Numbers as people read them in a language. Nothing of the machine's locale: a figure looks alike on every machine and in
/// every golden test.
struct Figures: Hashable, Sendable {
    /// As program text has them, whatever the person's language.
    static let english = Figures(.english)

    /// Between whole and fraction.
    private let point: Character
    /// Between groups of three digits; keeps a number on one line.
    private let separator: Character
    /// `B`, for which French has `o`, octet.
    private let byte: Character

    init(_ language: Language) {
        (point, separator, byte) = language == .french ? (",", "\u{A0}", "o") : (".", ",", "B")
    }

    /// `2,590`
    func grouped(_ number: Int) -> String {
        let digits = String(number.magnitude)
        var text = ""
        for (position, digit) in digits.enumerated() {
            if position > 0, (digits.count - position).isMultiple(of: 3) { text.append(separator) }
            text.append(digit)
        }
        return number < 0 ? "-" + text : text
    }

    /// `4,871 B`, `16.2 MB`
    func bytes(_ count: Int) -> String {
        guard count >= 10_000 else { return "\(grouped(count)) \(byte)" }
        var value = Double(count)
        for prefix in ["k", "M", "G"] {
            value /= 1000
            if value < 1000 { return "\(fixed(value, places: 1)) \(prefix)\(byte)" }
        }
        return "\(fixed(value / 1000, places: 1)) T\(byte)"
    }

    /// Bytes in seven columns, as tables have them: `871 B`, `4.9 kB`, `131 kB`, `16.2 MB`.
    func briefBytes(_ count: Double) -> String {
        guard count >= 1000 else { return "\(fixed(count, places: 0)) \(byte)" }
        var value = count
        for prefix in ["k", "M", "G"] {
            value /= 1000
            if value < 999.5 { return "\(fixed(value, places: value < 99.95 ? 1 : 0)) \(prefix)\(byte)" }
        }
        return "\(fixed(value / 1000, places: 0)) T\(byte)"
    }

    /// A number with so many digits after the point: `12.4`. What is no finite number of a sane size is `?`.
    func fixed(_ value: Double, places: Int) -> String {
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        let scaled = (value.magnitude * scale).rounded()
        guard scaled.isFinite, scaled < 1e15 else { return "?" }
        let whole = String(Int(scaled) / Int(scale))
        let sign = value < 0 && scaled > 0 ? "-" : ""
        guard places > 0 else { return sign + whole }
        let rest = String(Int(scaled) % Int(scale))
        return sign + whole + String(point) + String(repeating: "0", count: places - rest.count) + rest
    }

    /// `0.08 s`, `12.4 s`, `3 min 05 s`, `1 h 12 min`
    func duration(_ seconds: Double) -> String {
        if seconds < 1 { return "\(fixed(seconds, places: 2)) s" }
        if seconds < 100 { return "\(fixed(seconds, places: 1)) s" }
        guard seconds < 1e9 else { return "?" }
        let whole = Int(seconds.rounded())
        if whole < 3600 { return "\(whole / 60) min \(twoDigits(whole % 60)) s" }
        return "\(whole / 3600) h \(twoDigits(whole % 3600 / 60)) min"
    }

    /// A duration in seven columns, as tables have them: `0.35 ms`, `42 ms`, `1.25 s`, `12.4 s`, `185 s`, `25 min`.
    func brief(_ seconds: Double) -> String {
        if seconds < 0.000005 { return "0" }
        if seconds < 0.01 { return "\(fixed(seconds * 1000, places: 2)) ms" }
        if seconds < 0.9995 { return "\(fixed(seconds * 1000, places: 0)) ms" }
        if seconds < 100 { return "\(fixed(seconds, places: seconds < 10 ? 2 : 1)) s" }
        if seconds < 1000 { return "\(fixed(seconds, places: 0)) s" }
        guard seconds < 1e9 else { return "?" }
        return seconds < 60_000
            ? "\(fixed(seconds / 60, places: 0)) min" : "\(fixed(seconds / 3600, places: 0)) h"
    }

    /// `11…14 s`, `3…5 min`
    func range(_ seconds: ClosedRange<Double>, _ glyphs: Glyphs) -> String {
        let (unit, size) = seconds.upperBound < 100 ? ("s", 1.0) : ("min", 60.0)
        let least = fixed((seconds.lowerBound / size).rounded(.down), places: 0)
        let most = fixed((seconds.upperBound / size).rounded(.up), places: 0)
        return least == most ? "\(most) \(unit)" : "\(least)\(glyphs.ellipsis)\(most) \(unit)"
    }

    /// The day of a time in seconds since 1970, UTC: `2018-01-14`.
    func day(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds.magnitude < 1e11 else { return "?" }
        return Date(timeIntervalSince1970: seconds).formatted(.iso8601.year().month().day())
    }

    private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension String {
    /// The text at the right end of `columns` columns, cut where it is longer.
    func leftPadded(to columns: Int) -> String {
        String(repeating: " ", count: max(0, columns - count)) + self
    }
}
