// Numbers as charts write them: no locale, so that a chart looks alike on every machine.

import Foundation

/// Numbers as text for tick labels and SVG attributes.
public enum ChartNumber {
    /// A number with so many digits after the point, `-0` written as `0`. What is not finite is `?`.
    public static func fixed(_ value: Double, places: Int) -> String {
        let places = max(0, min(places, 9))
        let scale = (0..<places).reduce(1.0) { power, _ in power * 10 }
        let scaled = (value.magnitude * scale).rounded()
        guard scaled.isFinite, scaled < 1e18 else { return "?" }
        let sign = value < 0 && scaled > 0 ? "-" : ""
        let whole = String(Int(scaled) / Int(scale))
        guard places > 0 else { return sign + whole }
        let rest = String(Int(scaled) % Int(scale))
        return sign + whole + "." + String(repeating: "0", count: places - rest.count) + rest
    }

    /// The same without zeros at the end of the fraction: `2.5`, `40`.
    public static func short(_ value: Double, places: Int) -> String {
        var text = fixed(value, places: places)
        guard text.contains(".") else { return text }
        while text.last == "0" { text.removeLast() }
        if text.last == "." { text.removeLast() }
        return text
    }

    /// A tick's value, exact to its distance from the next tick: `0.25`, `500`, `20k`, `1.5M`, `2e-9`.
    static func tick(_ value: Double, step: Double) -> String {
        guard value.magnitude > step / 2 else { return "0" }
        let size = max(value.magnitude, step)
        if step < 1e-6 || size >= 1e15 { return scientific(value, step: step) }
        for (unit, letter) in [(1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")] {
            guard size >= unit * (unit == 1e3 ? 10 : 1), step >= unit / 1000 else { continue }
            return short(value / unit, places: 3) + letter
        }
        return short(value, places: places(forStep: step))
    }

    /// `2e-9`, with the digits that tell it from a value one step away.
    private static func scientific(_ value: Double, step: Double) -> String {
        let exponent = Int(log10(value.magnitude * (1 + 1e-12)).rounded(.down))
        let unit = pow(10, Double(exponent))
        return short(value / unit, places: places(forStep: step / unit)) + "e\(exponent)"
    }

    /// The digits after the point that a step of 1, 2 or 5 times a power of ten needs.
    private static func places(forStep step: Double) -> Int {
        guard step > 0, step.isFinite else { return 0 }
        var (places, scaled) = (0, step)
        while scaled < 0.999, places < 9 { (places, scaled) = (places + 1, scaled * 10) }
        return places
    }
}
