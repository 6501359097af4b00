import Foundation
import Testing

@testable import Plot

@Suite("SVG documents")
struct SVGDocumentTests {
    @Test("elements are written in order, indented by their groups, numbers short")
    func document() {
        var svg = SVGDocument(width: 40, height: 20.5, title: "A <b> & \"c\"")
        svg.group(["stroke": "#000"]) { group in
            group.element("circle", ["r": .number(1.0 / 3), "cy": .number(-0.001)])
        }
        svg.text("k < 3", x: "5 6", y: 6, ["font-size": 12.0])
        #expect(
            svg.text == """
                <?xml version="1.0" encoding="UTF-8"?>
                <svg xmlns="http://www.w3.org/2000/svg" width="40" height="20.5" viewBox="0 0 40 20.5">
                  <title>A &lt;b&gt; &amp; &quot;c&quot;</title>
                  <rect width="40" height="20.5" fill="#ffffff"/>
                  <g stroke="#000">
                    <circle r="0.33" cy="0"/>
                  </g>
                  <text x="5 6" y="6" font-size="12">k &lt; 3</text>
                </svg>

                """)
    }

    @Test(
        "names of files cannot break out of a text or an attribute",
        arguments: [
            ("a'b", "a&#39;b"), ("</text><script>", "&lt;/text&gt;&lt;script&gt;"), ("\u{1B}[31m", "·[31m"),
            ("one\ntwo\u{0}", "one·two·"), ("\u{202E}gpj", "·gpj"), ("\u{FFFF}", "·"), ("früh 日本", "früh 日本"),
        ])
    func escaping(raw: String, escaped: String) {
        #expect(SVGDocument.escaped(raw) == escaped)
    }

    @Test(
        "numbers have two digits at most, and always are numbers",
        arguments: [
            (0.0, "0"), (-0.0, "0"), (12.5, "12.5"), (1.005, "1"), (-3.14159, "-3.14"),
            (1_234_567, "1234567"),
            (.nan, "0"), (.infinity, "0"), (1e300, "0"),
        ] as [(Double, String)])
    func numbers(value: Double, text: String) {
        #expect(SVGDocument.number(value) == text)
    }
}
