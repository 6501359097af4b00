import Plot

struct EngineScreen: Screen {
    static let help: [KeyHint] = []
    func hints(_ context: ScreenContext) -> [KeyHint] { [] }
    func figure(_ context: ScreenContext) -> String { "" }
    mutating func handle(_ key: Key, _ context: ScreenContext) -> [Command] { [] }
    func draw(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {}
}
