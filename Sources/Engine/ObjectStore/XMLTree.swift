// Answers in XML, read by Foundation's parser. A document type is refused: entities that grow, or that name files and
// hosts, come with one.

import Foundation

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// An element with its text and the elements in it.
struct XMLTree: Sendable {
    let name: String
    var text = ""
    var children: [XMLTree] = []

    /// The text of the first child of that name.
    subscript(_ name: String) -> String? { children.first { $0.name == name }?.text }

    /// - Returns: nil where the bytes are no well-formed document, have a document type, or nest deeper than any answer.
    init?(parsing bytes: [UInt8]) {
        // A zero byte is in no XML but that of UTF-16, in which a document type would go unseen.
        guard !Self.hasDocumentType(bytes), !bytes.contains(0) else { return nil }
        let parser = XMLParser(data: Data(bytes))
        parser.shouldResolveExternalEntities = false
        let builder = Builder()
        parser.delegate = builder
        guard parser.parse(), let root = builder.root else { return nil }
        self = root
    }

    private init(name: String) { self.name = name }

    private static func hasDocumentType(_ bytes: [UInt8]) -> Bool {
        Data(bytes).range(of: Data("<!DOCTYPE".utf8)) != nil
    }

    private final class Builder: NSObject, XMLParserDelegate {
        private(set) var root: XMLTree?
        private var open: [XMLTree] = []
        private static let deepest = 16

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            open.append(XMLTree(name: name))
            if open.count > Self.deepest { parser.abortParsing() }
        }

        func parser(_ parser: XMLParser, foundCharacters text: String) {
            guard !open.isEmpty else { return }
            open[open.count - 1].text += text
        }

        func parser(
            _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
        ) {
            guard let element = open.popLast() else { return }
            if open.isEmpty { root = element } else { open[open.count - 1].children.append(element) }
        }
    }
}
