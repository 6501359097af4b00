import Testing

@testable import Workbench

@Suite("Figures: numbers as people read them")
struct FiguresTests {
    @Test(
        "thousands are grouped",
        arguments: [(0, "0"), (999, "999"), (1_000, "1,000"), (90_483, "90,483"), (-1_234_567, "-1,234,567")])
    func grouped(number: Int, text: String) { #expect(Figures.english.grouped(number) == text) }

    @Test(
        "bytes take the unit that fits",
        arguments: [
            (4_871, "4,871 B"), (16_200_000, "16.2 MB"), (20_000, "20.0 kB"), (3_000_000_000, "3.0 GB"),
        ])
    func bytes(count: Int, text: String) { #expect(Figures.english.bytes(count) == text) }

    @Test(
        "durations take the unit that fits",
        arguments: [(0.08, "0.08 s"), (12.43, "12.4 s"), (185, "3 min 05 s"), (4_320, "1 h 12 min")])
    func duration(seconds: Double, text: String) { #expect(Figures.english.duration(seconds) == text) }

    @Test(
        "numbers are rounded, and what is no number is a question mark",
        arguments: [
            (1.25, 1, "1.3"), (-0.04, 1, "0.0"), (-2.5, 0, "-3"), (.nan, 1, "?"), (.infinity, 0, "?"),
        ])
    func fixed(value: Double, places: Int, text: String) {
        #expect(Figures.english.fixed(value, places: places) == text)
    }

    @Test(
        "a time is a day of the calendar",
        arguments: [
            (0, "1970-01-01"), (1_515_888_000, "2018-01-14"), (951_782_400, "2000-02-29"),
            (-86_400, "1969-12-31"),
            (.infinity, "?"),
        ])
    func day(seconds: Double, text: String) { #expect(Figures.english.day(seconds) == text) }

    @Test("a range of time is rounded outwards")
    func range() {
        #expect(Figures.english.range(11.2...13.4, .unicode) == "11…14 s")
        #expect(Figures.english.range(190...250, .ascii) == "3...5 min")
        #expect(Figures.english.range(4.0...4.0, .unicode) == "4 s")
    }

    @Test(
        "brief durations fit seven columns",
        arguments: [
            (0, "0"), (0.00035, "0.35 ms"), (0.0042, "4.20 ms"), (0.042, "42 ms"), (0.9996, "1.00 s"),
            (1.254, "1.25 s"), (12.44, "12.4 s"), (185, "185 s"), (1_500, "25 min"), (90_000, "25 h"),
        ])
    func briefDurations(seconds: Double, text: String) {
        #expect(Figures.english.brief(seconds) == text)
        #expect(Figures.english.brief(seconds).count <= 7)
    }

    @Test(
        "brief bytes fit seven columns",
        arguments: [
            (0, "0 B"), (871, "871 B"), (4_871, "4.9 kB"), (99_960, "100 kB"), (130_800, "131 kB"),
            (999_600, "1.0 MB"), (16_200_000, "16.2 MB"), (2.5e9, "2.5 GB"), (7e12, "7 TB"),
        ])
    func briefBytes(count: Double, text: String) {
        #expect(Figures.english.briefBytes(count) == text)
        #expect(Figures.english.briefBytes(count).count <= 7)
    }
}
