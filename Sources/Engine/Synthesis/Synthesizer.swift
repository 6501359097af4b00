import Synchronization

/// Rendered photographs of fruit, 100×100 on white, as from the turntable of Fruits-360.
///
/// Pure: a picture is decided by the seed, its kind, split, index and the number of its fellows, so any number of
/// threads may draw any pictures in any order. Bodies are remembered for the pictures that follow, which changes the
/// time and never the pixels.
public struct Synthesizer: Sendable {
    private let seed: UInt64
    private let bodies = SitterShelf()
    private let renderers = RendererShelf()

    public init(seed: UInt64) { self.seed = seed }

    /// Picture `index` of `count` of a category's `split` ("Training", "Test").
    ///
    /// The pictures are shared out evenly, in order, among a few individuals; each of them makes one full turn about
    /// the upright axis in equal steps. Splits have different individuals.
    public func image(of kind: FruitKind, split: String, index: Int, of count: Int) -> RGBImage {
        let turn = Turn(index: index, of: count)
        let name = "\(kind.rawValue)/\(split)/\(turn.individual)"
        let sitter = bodies.sitter(named: name) {
            var random = RandomStream(seed: seed, labels: kind.rawValue, split, String(turn.individual))
            return kind.sitter(&random)
        }
        return renderers.withRenderer { $0.picture(of: sitter, turn: turn.angle) }
    }
}

/// Which individual picture `index` of `count` shows, and how far the table has turned.
struct Turn: Equatable {
    let individual: Int
    /// In turns, 0..<1.
    let angle: Float

    init(index: Int, of count: Int) {
        let individuals = Self.individuals(for: count)
        individual = index * individuals / count
        let first = (individual * count + individuals - 1) / individuals
        let next = ((individual + 1) * count + individuals - 1) / individuals
        angle = Float(index - first) / Float(max(1, next - first))
    }

    /// Larger sets have both more fruits and finer steps: 2 fruits for 24 pictures, 59 for 20,000.
    static func individuals(for count: Int) -> Int {
        max(1, Int((Float(count) * 0.1764).squareRoot()))
    }
}

/// The individuals that were drawn last; a body takes longer to grow than to photograph.
private final class SitterShelf: Sendable {
    private static let capacity = 16
    private let kept = Mutex<[(name: String, sitter: Sitter)]>([])

    func sitter(named name: String, make: () -> Sitter) -> Sitter {
        if let found = kept.withLock({ $0.first { $0.name == name } }) { return found.sitter }
        // Made outside the lock: two threads may make the same one, and get the same.
        let made = make()
        kept.withLock { shelf in
            if shelf.count == Self.capacity { shelf.removeFirst() }
            shelf.append((name, made))
        }
        return made
    }
}

/// Renderers that nobody uses at the moment: as many as threads were ever at work at once.
private final class RendererShelf: Sendable {
    private let idle = Mutex<[Renderer]>([])

    func withRenderer(_ work: (inout Renderer) -> RGBImage) -> RGBImage {
        var renderer = idle.withLock { $0.popLast() } ?? Renderer()
        defer { idle.withLock { [renderer] in $0.append(renderer) } }
        return work(&renderer)
    }
}
