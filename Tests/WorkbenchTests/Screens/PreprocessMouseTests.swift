import Testing

@testable import Workbench

@Suite("The mouse on screen 2")
struct PreprocessMouseTests {
    @Test("a click on a step switches it, one beside it nothing")
    func steps() throws {
        let model = Fixtures.model()
        model.type("2")
        let area = model.layout.screen
        let luma = try #require(model.preprocess.stepColumns(in: area).first { $0.name == "equalize-luma" })
        model.update(.mouse(MouseEvent(.press, x: luma.columns.lowerBound, y: area.y)))
        #expect(model.preprocess.steps.chain == "equalize,gaussian:1.0,equalize-luma")
        model.update(.mouse(MouseEvent(.press, x: luma.columns.upperBound, y: area.y)))
        #expect(model.preprocess.steps.chain == "equalize,gaussian:1.0,equalize-luma")
    }

    @Test("the seam goes where it is dragged, and stays there outside of the picture")
    func seam() throws {
        let model = Fixtures.model()
        model.type("2m")
        model.update(.preview(try Fixtures.preview(model)))
        let middle = model.preprocess.view.seam
        model.update(.mouse(MouseEvent(.drag, x: 4, y: 10)))
        let left = model.preprocess.view.seam
        #expect(left < middle / 2)
        model.update(.mouse(MouseEvent(.drag, x: 79, y: 10)))
        #expect(model.preprocess.view.seam == left)
    }

    @Test("the wheel turns to the next image and back")
    func wheel() {
        let model = Fixtures.model()
        model.type("2")
        let first = model.preprocess.path
        model.update(.mouse(MouseEvent(.wheelDown, x: 10, y: 10)))
        #expect(model.preprocess.path != first)
        model.update(.mouse(MouseEvent(.wheelUp, x: 10, y: 10)))
        #expect(model.preprocess.path == first)
    }
}
