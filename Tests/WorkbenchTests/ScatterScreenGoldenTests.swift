import Plot
import Testing

@testable import Workbench

@Suite("Screen 5 as text")
struct ScatterScreenGoldenTests {
    @Test("80 columns, 24 rows: plane, legend and picked image")
    func standard() {
        #expect(text(width: 80, height: 24) == Self.standardText)
    }

    @Test("60 columns, 15 rows: the plane, the picked image named in its frame")
    func small() {
        #expect(text(width: 60, height: 15) == Self.smallText)
    }

    @Test("60 columns, 15 rows in ASCII: the legend comes when it is asked for")
    func ascii() {
        #expect(text(width: 60, height: 15, keys: [.tab, .home], glyphs: .ascii) == Self.asciiText)
    }

    private func text(width: Int, height: Int, keys: [Key] = [], glyphs: Glyphs = .unicode) -> String {
        let context = ScatterScreenFixtures.context(ScatterScreenFixtures.analysis(), glyphs: glyphs)
        let screen = ScatterScreenFixtures.screen(context, keys: keys)
        return ScatterScreenFixtures.text(
            ScatterScreenFixtures.grid(screen, width: width, height: height, context))
    }

    private static let standardText = """
        ╭─ PC1 62.2 %  ×  PC2 10.5 % ────────────────────────────╮╭─ legend ───────────╮
        │   │     ⢀ ⠄                  ┊                         ││ ● Avocado       53 │
        │   │      ⠠     ⠂             ┊                         ││ ■ Banana        54 │
        │   │  ⠈   ■ Banana   ⠐        ┊                         ││ ▲ Chestnut      52 │
        │   │  ⠁⠐⡀⠈⣀⣁ ⡄⡄⡀  ⡄ ⠈⡀⠄⠐      ┊                         ││ ◆ Eggplant      52 │
        │   │  ⠁  ⡠⠂   ⠢ ⢒⢈⡀ ⢀⠄⣀⠄ ⡀⠠  ⢀┊ ⠐                       ││ ★ Lemon         55 │
        │  0┤┈┈┈⠁┈⠁⠂⡀┈┈┈┈⠐┈⢈┈┈┈⢀⠇⠄⢐⡀⠐┈┈┊⠄┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈││ ✚ Onion Red     51 │
        │   │   ⠁ ⠄   ⢀⠁ ⢈⠰ ⢄⠣⠨⠂⠂⠆ ◆ Eggplant     ⢀  ⠈⠂⠂  ⠈⠈     │╰────────────────────╯
        │   │           ⠁⢀ ⠐ ⠈⡆⡌⢣⠡⠠⠂ ⠈ ⠁             ⠠ ⠰⣀ ⠈⡀ ⡀   │╭─ picked ───────────╮
        │   │      ✚ Onion Red ⡀⠄⠊⠆⠈⠐⠨⠈⠐          ⠐⠂⠓ ⡀ ⣀⠡⠄      ││                    │
        │   │           ⠂ ⠄⠠⠘ ⡈⢀⠐⠐⢀⢋⠡⡐⠠⠄⠘⠁  ⠄   ⠄⢈   ⠁⡡⠡⠈⠆ ⠄⠄⠄⠠  ││                    │
        │ -5┤          ⡀⠐   ⡄⠂ ⠐⠠ ⠄⢀⠐▾ ⡀ ⠊⠄   ⠄   ▲ Chestnut     ││                    │
        │   │            ★ Lemon ⡄⠈ ▸★◂⠃⠈ ⡤⡂⣈⠐  ⡄ ⠔ ⠁⠁⠐  ⠠       ││                    │
        │   │                 ⠐ ⠈ ⢀ ⡀▴⠄⠔⠐⡀⢀⡐⢀⠊ ⠄ ● Avocado       ││                    │
        │   │                  ⢀ ⠒ ⢀⡘ ⠄┊⠂ ⠈ ⡀ ⠁⢈⠈⠱               ││                    │
        │   │                      ⠁ ⠄ ⢀    ⠡⠠ ⠄     ⡀           ││                    │
        │-10┤                         ⠈┊ ⠄  ⠐⠈ ⠁                 ││                    │
        │   │                          ┊⠂                        ││ ★ Lemon            │
        │   └──┬───────────┬───────────┬───────────┬────────────┬││ Lemon/2_100.jpg    │
        │     -10          -5          0           5           10││ PC1 -1.1 PC2 -5.8  │
        ╰────────────────────────────────────────────────────────╯╰────────────────────╯
        """

    private static let smallText = """
        ╭─ PC1 62.2 %  ×  PC2 10.5 % ──────────────────────────────╮
        │   │     ⠠⢀⠐    ⢀ ◆ Eggplant   ┊                          │
        │   │  ⠌ ⡀⢀ ⠄ ⢀⢈   ⢀  ⠄⠐ ⡀      ┊                          │
        │  0┤┈┈⠈⡀⠈⠄⡚⠈⠁⠈⠑⠊⠐⡆⠭⠄┈⠬⠨⢄⣂⠠⡀⠠⢀┈⠠┊⡀⠐┈┈┈┈┈┈┈┈ ▲ Chestnut ┈┈┈┈│
        │   │   ⠈ ⠄ ⠈  ⠔⢀ ⠅⠆⡡⠔⢒⣔⢚⡠⠆⠓⡁⠆⠠⠄⡠           ⠄  ⠂⠒⣀  ⠆⠁     │
        │   │   ■ Banana ⠂⠁ ⠁⡀⠨⢯⠡⠉⡳⠁⣐⡐▾⠐⠐⢀⡀ ★ Lemon ⠒⠐⢂⢡ ⡉⢜⠠ ⠁ ⠁   │
        │ -5┤          ⠠⠠ ⠈ ⠡⠱⠐ ⠌⡅⠠⢂⢉▸★◂⡅⢀⠒⠠⡀⠉⣀⠄ ⠈ ⠁⣀⢰⣀ ⠁⠌⠈  ⠁⠁⠁⠈  │
        │   │       ✚ Onion Red  ⠘⡃⠄⠈⢌▴⠎⠥⠐⡀⢩⡴⠐⡰⡀⠠⣈⢀⠈ ⠒  ⠁  ⠁       │
        │   │                   ⠂ ⠁ ⠒⠨⠈⢀⢀⠁   ⠐⠤⡀⢄⠂⠈⠁  ⢀            │
        │-10┤                           ┊⠄⠁  ● Avocado             │
        │   └──┬────────────┬───────────┬────────────┬────────────┬│
        │     -10           -5          0            5           10│
        ╰──────────────────────────────────────── Lemon/2_100.jpg ─╯
        """

    private static let asciiText = """
        +- PC1 62.2 %  x  PC2 10.5 % ------++- legend -------------+
        |   |   .'  .       :              || o Avocado         53 |
        |   | :....: ..'.   :              || . Banana          54 |
        |  0+-:'*'''++:++....'-------------|| . Chestnut        52 |
        |   |  '.'.:+++***:..     . ': +   || . Eggplant        52 |
        |   |      :''+**+v+:.    :'++*:'  || . Lemon           55 |
        | -5+     ..':+:+>o<++:+.':+::'''' || . Onion Red       51 |
        |   |          .+.^++:*+_+''' '    ||                      |
        |   |          '''+::  +.'' .      ||                      |
        |-10+              o Avocado       ||                      |
        |   +-+-------------+-------------+||                      |
        |    -10            0            10||                      |
        +----------------------------------++----------------------+
        """
}
