import Foundation

/// The three ways in which services write a moment.
enum Timestamp {
    /// `20240131T235959Z`, as signatures have it.
    static func compact(_ date: Date) -> String { date.formatted(compactStyle) }

    /// `2024-01-31T23:59:59Z`, with or without fractions of a second; nil for anything else.
    static func iso8601(_ text: String) -> Date? {
        (try? fractionalStyle.parse(text)) ?? (try? wholeStyle.parse(text))
    }

    /// `Wed, 31 Jan 2024 23:59:59 GMT`, as HTTP's `Date` has it; nil for anything else. Read by hand because the system's
    /// parser wants the names of days in the user's language.
    static func http(_ text: String) -> Date? {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT", let month = months.firstIndex(of: parts[2]) else {
            return nil
        }
        let number = month < 9 ? "0\(month + 1)" : "\(month + 1)"
        return iso8601("\(parts[3])-\(number)-\(parts[1])T\(parts[4])Z")
    }

    private static let months: [Substring] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    private static let wholeStyle = Date.ISO8601FormatStyle()
    private static let fractionalStyle = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    private static let compactStyle = Date.ISO8601FormatStyle(
        dateSeparator: .omitted, dateTimeSeparator: .standard, timeSeparator: .omitted)
}
