import Plot

/// How photographs are shown: the rungs of one ladder.
enum PictureMeans: Hashable, Sendable {
    case characters(PictureCharset)
    /// As they are, on screen 2 of a terminal that has answered that it can show them; in braille everywhere else.
    case pixels
}

/// By its name, for options and for what is kept between starts.
extension PictureMeans: RawRepresentable, Codable {
    private static let pixelsName = "pixels"

    init?(rawValue: String) {
        if rawValue == Self.pixelsName {
            self = .pixels
        } else if let charset = PictureCharset.allCases.first(where: {
            $0.rawValue.lowercased() == rawValue.lowercased()
        }) {
            self = .characters(charset)
        } else {
            return nil
        }
    }

    var rawValue: String {
        switch self {
        case .characters(let charset): charset.rawValue
        case .pixels: Self.pixelsName
        }
    }
}

extension Theme {
    /// The characters that photographs are drawn with; a terminal without UTF-8 has ASCII alone.
    var charset: PictureCharset {
        guard glyphs.isUnicode else { return .ascii }
        if case .characters(let charset) = pictures { return charset }
        return .braille
    }

    /// How screen 2 shows photographs as pixels; nil where it draws them with characters.
    var shownGraphics: TerminalGraphics? { pictures == .pixels ? graphics : nil }

    /// The rung so many above the one that photographs are on, round and round; only what the terminal can show.
    func neighbour(_ step: Int) -> PictureMeans {
        let characters = glyphs.isUnicode ? PictureCharset.allCases : [.ascii]
        let ladder = characters.map { PictureMeans.characters($0) } + (graphics == nil ? [] : [.pixels])
        let place = ladder.firstIndex(of: shownGraphics == nil ? .characters(charset) : .pixels) ?? 0
        return ladder[(place + step + ladder.count) % ladder.count]
    }
}
