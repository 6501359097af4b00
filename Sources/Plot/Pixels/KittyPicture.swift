import Foundation

/// Pictures as kitty takes them, and after it Ghostty, WezTerm, Konsole and others: pixels by name, and the cells that
/// they fill ("Terminal graphics protocol" of kitty's documentation).
///
/// The terminal enlarges them itself, so what is sent is no larger than the photograph.
public enum KittyPicture {
    /// The most that a chunk may have, in characters of base64.
    private static let chunk = 4096

    /// Shows the picture over cells from the cursor on, instead of what had its name before. The cursor stays.
    ///
    /// - Parameters:
    ///   - columns: of the cells that it fills.
    ///   - cell: pixels that a cell has; more of them than the cells have are not sent.
    public static func bytes(
        of picture: Pixmap, name: Int, columns: Int, rows: Int, cell: CellSize
    ) -> [UInt8] {
        let seen = picture.scaled(
            width: min(picture.width, max(1, columns * cell.width)),
            height: min(picture.height, max(1, rows * cell.height)))
        let text = Data(seen.pixels).base64EncodedData()
        var bytes: [UInt8] = []
        for start in stride(from: 0, to: text.count, by: chunk) {
            let end = min(text.count, start + chunk)
            let head =
                start == 0
                ? "a=T,f=24,s=\(seen.width),v=\(seen.height),i=\(name),p=1,c=\(columns),r=\(rows),C=1," : ""
            bytes += "\u{1B}_G\(head)q=2,m=\(end < text.count ? 1 : 0);".utf8
            bytes += text[start..<end]
            bytes += "\u{1B}\\".utf8
        }
        return bytes
    }

    /// Takes the picture away, and its pixels out of the terminal's memory.
    public static func deletion(name: Int) -> [UInt8] { Array("\u{1B}_Ga=d,d=I,i=\(name),q=2\u{1B}\\".utf8) }
}
