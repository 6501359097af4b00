import Plot
import Testing

@testable import Workbench

@Suite("Variance as it stands in the grid")
struct VarianceScreenGoldenTests {
    private func text(_ grid: CellGrid) -> String { grid.lines.joined(separator: "\n") }

    @Test("80×24: all panes, the cursor away from the run's k")
    func whole() {
        var stage = VarianceStage.analysed()
        _ = stage.press(.pageDown, .pageDown, .pageDown, .right)
        #expect(
            text(stage.draw(width: 80, height: 24)) == """
                ╭─ cumulative explained variance ────────────────╮╭─ k = 73 ───────────────────╮
                │100 %┤                    ⠁  ⠅  ⣀⣠⠤⠖⠒⠒⠒⠒⠒⠒⠚⠉⠉⠉⠉ ││ variance           96.37 % │
                │     │ target 95 %        ⢁⣠⠤⠗⠚⠉⠁               ││ left out            3.63 % │
                │     │⠁ ⠁ ⠁ ⠁ ⠁ ⠁ ⠁ ⠁ ⠁⣀⠵⠊⠁ ⠁⠅⠁ ⠁ ⠁ ⠁ ⠁ ⠁ ⠁ ⠁ ⠁ ││ the run's k    42  95.04 % │
                │     │              ⣠⠴⠋⠁  ⠁  ⠅                  ││               all        k │
                │ 90 %┤           ⢀⠔⠊      ⠁  ⠅                  ││ features    2,048       73 │
                │     │          ⡠⠊        ⠁  ⠅                  ││ vector    8,192 B    292 B │
                │     │        ⢀⠎          ⠁  ⠅                  ││ set       21.2 MB 756.3 kB │
                │ 80 %┤       ⢀⠎           ⠁  ⠅                  ││                            │
                │     │      ⢀⠎            ⠁  ⠅                  ││ reach    90 %  95 %   99 % │
                │     │     ⡠⠊             ⠁  ⠅                  ││ takes      13    42    220 │
                │     │   ⢀⠔⠁              ⠁  ⠅                  │╰────────────────────────────╯
                │ 70 %┤  ⢀⠎                ⠁  ⠅                  │╭─ spectrum ─────────────────╮
                │     │  ⡜                 ⠁  ⠅                  ││  1  62.2 % ███████████████ │
                │     │ ⡜                  ⠁  ⠅                  ││  2  10.5 % ██▌             │
                │     │⡰⠁                  ⠁  ⠅                  ││  3   3.9 % █               │
                │ 60 %┤⠁                   ⠁  ⠅                  ││  4   3.5 % ▉               │
                │     └┬─────┬─────┬─────┬─◆──▲┬─────┬─────┬──── ││  5   3.0 % ▊               │
                │      1     3     10      42 73    300   1000   ││  6   1.9 % ▌               │
                │                  components (log)              ││  7   1.0 % ▎               │
                ╰────────────────────────────────────────────────╯╰────────────────────────────╯
                """)
    }

    @Test("80×24 in ASCII, the cursor on the run's k")
    func ascii() {
        #expect(
            text(VarianceStage.analysed(.ascii).draw(width: 80, height: 24)) == """
                +- cumulative explained variance ----------------++- k = 42 -------------------+
                |100 %+                    |     ._.+''''''"'''' || variance           95.04 % |
                |     | target 95 %        ._.+"''               || left out            4.96 % |
                |     |- - - - - - - - -.+'' - - - - - - - - - - || ok the run's k             |
                |     |              _+"'  |                     ||               all        k |
                | 90 %+           .:'      |                     || features    2,048       42 |
                |     |          .'        |                     || vector    8,192 B    168 B |
                |     |        .+          |                     || set       21.2 MB 435.1 kB |
                | 80 %+       .+           |                     ||                            |
                |     |      .+            |                     || reach    90 %  95 %   99 % |
                |     |     .'             |                     || takes      13    42    220 |
                |     |   .:'              |                     |+----------------------------+
                | 70 %+  .+                |                     |+- spectrum -----------------+
                |     |  +                 |                     ||  1  62.2 % ############### |
                |     | +                  |                     ||  2  10.5 % ###             |
                |     |+'                  |                     ||  3   3.9 % #               |
                | 60 %+'                   |                     ||  4   3.5 % #               |
                |     ++-----+-----+-----+-^---+-----+-----+---- ||  5   3.0 % #               |
                |      1     3     10      42 100   300   1000   ||  6   1.9 % #               |
                |                  components (log)              ||  7   1.0 % #               |
                +------------------------------------------------++----------------------------+
                """)
    }

    @Test("60×15: the curve, and the figures as one line")
    func small() {
        let lines = VarianceStage.analysed().draw(width: 60, height: 15).lines
        #expect(lines[0] == " k 42  95.04 %  8,192 B → 168 B  21.2 MB → 435.1 kB         ")
        #expect(
            lines.dropFirst().joined(separator: "\n") == """
                ╭─ cumulative explained variance ──────────────────────────╮
                │100 %┤⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⣀⣅⣀⣀⡤⠤⡤⠤⡴⠒⡒⠒⡒⠒⡒⠚⡉⠉⡉⠉⡉⠉⡉⠉⡉⠉⡉ │
                │     │ target 95 %    ⣀⣀⠤⠤⠒⠒⠊⠉⠉⠅                          │
                │     │          ⢀⡠⠔⠒⠊⠉         ⠅                          │
                │ 80 %┤        ⡠⠊⠁              ⠅                          │
                │     │    ⡠⠔⠒⠉                 ⠅                          │
                │     │ ⢀⠤⠊                     ⠅                          │
                │ 60 %┤⠔⠁                       ⠅                          │
                │     └┬───┬─────┬────┬────┬────▲┬───┬────┬─────┬────┬───┬ │
                │      1   2     5    10   20   42  100  200   500  1000   │
                │                       components (log)                   │
                ╰──────────────────────────────────────────────────────────╯
                """)
    }
}
