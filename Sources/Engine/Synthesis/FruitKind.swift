/// The fruits that the synthesiser knows, named as their categories in Fruits-360.
public enum FruitKind: String, CaseIterable, Sendable {
    case banana = "Banana"
    case lemon = "Lemon"
    case avocado = "Avocado"
    case chestnut = "Chestnut"
    case onionRed = "Onion Red"
    case eggplant = "Eggplant"

    /// An individual of this kind, with its body, pose and light drawn from `random`.
    func sitter(_ random: inout RandomStream) -> Sitter {
        switch self {
        case .banana: .banana(&random)
        case .lemon: .lemon(&random)
        case .avocado: .avocado(&random)
        case .chestnut: .chestnut(&random)
        case .onionRed: .onionRed(&random)
        case .eggplant: .eggplant(&random)
        }
    }
}
