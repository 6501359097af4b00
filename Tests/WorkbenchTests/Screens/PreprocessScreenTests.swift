import Engine
import Testing

@testable import Workbench

@Suite("Preprocess: the chain and the image")
struct PreprocessScreenTests {
    @Test("each key changes the chain, and the new one is asked for")
    func chain() {
        let model = Fixtures.model()
        model.type("2")
        let path = ImagePath("Test/Avocado/10_100.jpg")
        for (key, chain) in [
            ("e", "gaussian:1.0"), ("l", "gaussian:1.0,equalize-luma"), ("+", "gaussian:1.1,equalize-luma"),
            ("-", "gaussian:1.0,equalize-luma"), ("o", "equalize-luma,gaussian:1.0"), ("g", "equalize-luma"),
            ("r", "equalize,gaussian:1.0"),
        ] {
            #expect(model.type(key) == [.preprocess(PreviewRequest(path: path, chain: chain))])
        }
    }

    @Test("arrows go through the category, c through the categories")
    func images() {
        let model = Fixtures.model()
        model.type("2")
        model.press(.right)
        #expect(model.preprocess.path == ImagePath("Training/Avocado/10_100.jpg"))
        model.press(.left, .left)
        #expect(model.preprocess.path == ImagePath("Test/Avocado/10_100.jpg"))
        model.type("c")
        #expect(model.preprocess.path == ImagePath("Test/Banana/10_100.jpg"))
        model.press(.pageDown, .pageDown)
        #expect(model.preprocess.path == ImagePath("Training/Banana/21_100.jpg"))
        model.type("CC")
        #expect(model.preprocess.path == ImagePath("alone.jpg"))
    }

    @Test("it follows what screen 1 went to, and else stays where it was")
    func follows() {
        let model = Fixtures.model()
        model.press(.down, .character("2"))
        #expect(model.preprocess.path == ImagePath("Test/Banana/10_100.jpg"))
        model.press(.right, .character("1"), .character("2"))
        #expect(model.preprocess.path == ImagePath("Test/Banana/11_100.jpg"))
        model.press(.character("1"), .down, .character("3"), .character("2"))
        #expect(model.preprocess.path == ImagePath("Training/Lemon/10_100.jpg"))
    }

    @Test("nothing is asked for once the preview is there")
    func settles() throws {
        let model = Fixtures.model()
        model.type("2")
        let request = try #require(model.preprocess.request)
        let picture = Picture.ready(try #require(Fixtures.picture()))
        #expect(model.update(.preview(Preview(request: request, before: picture, after: picture))) == [])
        #expect(model.type("e").count == 1)
        #expect(model.type("e") == [])
    }
}
