import Testing

@testable import Engine

@Suite struct CSVTests {
    @Test(
        "Only fields that need quotes stand in them",
        arguments: [
            (["a", "b c", ""], "a,b c,\n"),
            (["a,b", "c"], "\"a,b\",c\n"),
            (["say \"x\""], "\"say \"\"x\"\"\"\n"),
            (["two\nlines", "\r"], "\"two\nlines\",\"\r\"\n"),
            (["\r\n"], "\"\r\n\"\n"),
        ])
    func lines(fields: [String], line: String) {
        #expect(CSV.line(fields) == line)
    }

    @Test(
        "What was written is read back, whatever is in the fields",
        arguments: [
            [["a", "b"], ["c", "d"]],
            [["", ""], ["", "x"]],
            [["a,b", "\"", "\"\"", ","], ["\n", "\r\n", "\"\n,", "é🍌"]],
            [["e\u{301}", "\u{1B}[31m"]],
        ])
    func roundTrip(records: [[String]]) {
        #expect(CSV.records(of: records.map(CSV.line).joined()) == records)
    }

    @Test(
        "Tables of other hands: a last line without its end, quotes that never close, nothing at all",
        arguments: [
            ("", []),
            ("a,b", [["a", "b"]]),
            ("a,\nb,", [["a", ""], ["b", ""]]),
            ("\"a,b", [["a,b"]]),
        ] as [(String, [[String]])])
    func foreign(text: String, records: [[String]]) {
        #expect(CSV.records(of: text) == records)
    }
}
