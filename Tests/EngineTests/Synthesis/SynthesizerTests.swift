import Testing

@testable import Engine

@Suite("Synthesised photographs")
struct SynthesizerTests {
    /// FNV-1a of picture 3 of 24, `Training`, seed 42. They change only with the fruits' looks: then look at a
    /// contact sheet (`Tests/Oracles/contact_sheet.py`), draw `sample-data` anew and write the new sums here.
    static let checksums: [FruitKind: UInt64] = [
        .banana: 0x3900_D02D_006A_6FC5, .lemon: 0x5F54_8FCA_4349_CADA, .avocado: 0x34A1_0638_7568_8611,
        .chestnut: 0xAEA1_3127_8051_CAFE, .onionRed: 0xC5A8_A732_9162_105F,
        .eggplant: 0x256D_E0F8_BF94_D28C,
    ]

    @Test("The seed reproduces the pixels to the last bit", arguments: FruitKind.allCases)
    func reproduces(_ kind: FruitKind) {
        let picture = Gallery.shared.synthesizer.image(of: kind, split: "Training", index: 3, of: 24)
        #expect(checksum(picture) == Self.checksums[kind])
    }

    @Test("Neither the order nor the threads change a picture")
    func orderAndThreads() async {
        let kinds: [FruitKind] = [.eggplant, .banana]
        let fresh = Synthesizer(seed: 42)
        await withTaskGroup(of: (FruitKind, Int, RGBImage).self) { group in
            for (kind, index) in kinds.flatMap({ kind in [8, 4, 0].map { (kind, $0) } }) {
                group.addTask {
                    (kind, index, fresh.image(of: kind, split: "Training", index: index, of: 24))
                }
            }
            for await (kind, index, picture) in group {
                #expect(picture == Gallery.shared.training(kind)[index / 4])
            }
        }
    }

    @Test("Another seed, another split and another individual are other fruits")
    func individualsDiffer() {
        let synthesizer = Synthesizer(seed: 42)
        let picture = synthesizer.image(of: .lemon, split: "Training", index: 0, of: 24)
        #expect(picture != Synthesizer(seed: 43).image(of: .lemon, split: "Training", index: 0, of: 24))
        #expect(picture != synthesizer.image(of: .lemon, split: "Test", index: 0, of: 24))
        #expect(picture != synthesizer.image(of: .lemon, split: "Training", index: 12, of: 24))
    }

    @Test("A fruit stands on pure white and meets the frame", arguments: FruitKind.allCases)
    func framing(_ kind: FruitKind) throws {
        for picture in Gallery.shared.training(kind) {
            #expect(picture.width == 100 && picture.height == 100)
            let shape = Silhouette(of: picture)
            for corner in [(0, 0), (99, 0), (0, 99), (99, 99)] { #expect(!shape.covers(corner.0, corner.1)) }
            #expect((0.15...0.95).contains(shape.share))
            #expect(max(shape.width, shape.height) >= 97)
        }
    }

    @Test("The outline has no holes: no white pixel is shut in by the fruit", arguments: FruitKind.allCases)
    func noHoles(_ kind: FruitKind) {
        for picture in Gallery.shared.training(kind) { #expect(Silhouette(of: picture).whiteInside == 0) }
    }

    @Test("An eighth of a turn changes a picture, but not into another fruit", arguments: FruitKind.allCases)
    func steps(_ kind: FruitKind) {
        let synthesizer = Gallery.shared.synthesizer
        let first = synthesizer.image(of: kind, split: "Test", index: 1, of: 8)
        let next = synthesizer.image(of: kind, split: "Test", index: 2, of: 8)
        let difference = zip(first.pixels, next.pixels).reduce(0.0) { $0 + abs(Double($1.0) - Double($1.1)) }
        #expect((1...60).contains(difference / Double(first.pixels.count)))
    }

    @Test("Mean colour and outline alone tell the kinds of unseen individuals apart")
    func kindsDiffer() {
        let means = FruitKind.allCases.map { kind in
            (kind, mean(Gallery.shared.training(kind).map(features)))
        }
        var (right, all) = (0, 0)
        for kind in FruitKind.allCases {
            for picture in Gallery.shared.test(kind) {
                let own = features(picture)
                let guess = means.min { distance($0.1, own) < distance($1.1, own) }?.0
                right += guess == kind ? 1 : 0
                all += 1
            }
        }
        #expect(Double(right) >= 0.9 * Double(all))
    }
}

/// Some pictures of every kind, drawn once for all tests.
private struct Gallery {
    static let shared = Gallery()

    let synthesizer = Synthesizer(seed: 42)
    private var pictures: [String: [RGBImage]] = [:]

    private init() {
        for kind in FruitKind.allCases {
            pictures["Training" + kind.rawValue] = [0, 4, 8].map {
                synthesizer.image(of: kind, split: "Training", index: $0, of: 24)
            }
            pictures["Test" + kind.rawValue] = [1, 4, 6].map {
                synthesizer.image(of: kind, split: "Test", index: $0, of: 8)
            }
        }
    }

    func training(_ kind: FruitKind) -> [RGBImage] { pictures["Training" + kind.rawValue] ?? [] }
    func test(_ kind: FruitKind) -> [RGBImage] { pictures["Test" + kind.rawValue] ?? [] }
}

/// The pixels of a picture that are not pure white.
private struct Silhouette {
    private let covered: [Bool]
    private let side: Int

    init(of picture: RGBImage) {
        side = picture.width
        covered = (0..<picture.width * picture.height).map { place in
            picture.pixels[3 * place..<3 * place + 3] != [255, 255, 255]
        }
    }

    func covers(_ x: Int, _ y: Int) -> Bool { covered[y * side + x] }

    var share: Double { Double(covered.count { $0 }) / Double(covered.count) }

    var width: Int { (0..<side).count { x in (0..<side).contains { covers(x, $0) } } }
    var height: Int { (0..<side).count { y in (0..<side).contains { covers($0, y) } } }

    /// White pixels whose eight neighbours are all covered: pinholes. The bristles on top and the roots below, which
    /// have true gaps, are left out.
    var whiteInside: Int {
        (15..<side - 20).reduce(0) { count, y in
            count
                + (1..<side - 1).count { x in
                    !covers(x, y)
                        && (0..<9).allSatisfy { $0 == 4 || covers(x + $0 % 3 - 1, y + $0 / 3 - 1) }
                }
        }
    }
}

/// The fruit's mean red, green and blue and the frame's covered share, all about 0…1.
private func features(_ picture: RGBImage) -> [Double] {
    var sums = [0.0, 0.0, 0.0, 0.0]
    for place in 0..<picture.width * picture.height {
        let pixel = picture.pixels[3 * place..<3 * place + 3]
        guard pixel != [255, 255, 255] else { continue }
        for (channel, value) in pixel.enumerated() { sums[channel] += Double(value) / 255 }
        sums[3] += 1
    }
    return sums[..<3].map { $0 / sums[3] } + [sums[3] / Double(picture.width * picture.height)]
}

private func mean(_ rows: [[Double]]) -> [Double] {
    rows[0].indices.map { column in rows.reduce(0) { $0 + $1[column] } / Double(rows.count) }
}

private func distance(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
}

private func checksum(_ picture: RGBImage) -> UInt64 {
    picture.pixels.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
}
