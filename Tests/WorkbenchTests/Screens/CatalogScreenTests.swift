import Engine
import Testing

@testable import Workbench

@Suite("Catalog: choosing, filtering, sorting")
struct CatalogScreenTests {
    private func chosen(_ model: UI) -> (category: String?, path: String?) {
        let dataset = model.context.dataset
        return (model.catalog.category(dataset)?.title, model.catalog.selected(dataset)?.path.description)
    }

    @Test("the cursor goes through categories, Tab and Enter to the images")
    func moves() {
        let model = Fixtures.model()
        #expect(chosen(model) == ("Avocado", "Test/Avocado/10_100.jpg"))
        model.press(.down)
        #expect(chosen(model) == ("Banana", "Test/Banana/10_100.jpg"))
        model.press(.enter, .down, .down, .down)
        #expect(chosen(model) == ("Banana", "Training/Banana/10_100.jpg"))
        model.press(.tab, .end)
        #expect(chosen(model) == ("unlabelled", "alone.jpg"))
    }

    @Test("/ filters as it is typed, Enter keeps, Esc clears")
    func filters() {
        let model = Fixtures.model()
        model.type("/AN")
        #expect(model.catalog.categories.map { model.context.dataset.categories[$0].title } == ["Banana"])
        model.press(.enter)
        #expect(!model.catalog.isTyping)
        #expect(chosen(model).category == "Banana")
        model.press(.escape)
        #expect(model.catalog.categories.count == 4)
        #expect(chosen(model).category == "Banana")
    }

    @Test("the images have a filter of their own, on the whole path")
    func filtersImages() {
        let model = Fixtures.model()
        model.press(.down, .tab)
        model.type("/training/banana/11")
        #expect(chosen(model).path == "Training/Banana/11_100.jpg")
        model.type("zzz")
        #expect(chosen(model).path == nil)
        model.press(.escape)
        #expect(model.catalog.images.count == 15)
    }

    @Test("s sorts by size, and again by name, and stays on what was chosen")
    func sorts() {
        let model = Fixtures.model()
        model.type("s")
        let dataset = model.context.dataset
        #expect(model.catalog.categories.map { dataset.categories[$0].title }.first == "Banana")
        #expect(chosen(model).category == "Avocado")
        model.type("s")
        #expect(model.catalog.categories.map { dataset.categories[$0].title }.first == "Avocado")
    }

    @Test("what is chosen stays chosen while the listing grows around it")
    func followsTheListing() {
        let entries = Fixtures.dataset.entries
        var listing = Dataset(name: "fruits")
        listing.append(Array(entries.filter { $0.category == "Lemon" }))
        let model = Fixtures.model(dataset: listing)
        model.press(.tab, .down)
        #expect(chosen(model) == ("Lemon", "Training/Lemon/11_100.jpg"))
        listing.append(entries.filter { $0.category != "Lemon" })
        listing.finish()
        model.update(.dataset(listing))
        #expect(chosen(model) == ("Lemon", "Training/Lemon/11_100.jpg"))
        model.update(.dataset(Fixtures.dataset))
        #expect(chosen(model) == ("Lemon", "Training/Lemon/11_100.jpg"))
    }

    @Test("Enter on an image opens it in Preprocess")
    func opens() {
        let model = Fixtures.model()
        model.press(.down, .tab, .down)
        let commands = model.press(.enter)
        #expect(model.shown == .preprocess)
        let path = ImagePath("Test/Banana/11_100.jpg")
        #expect(commands == [.preprocess(PreviewRequest(path: path, chain: "equalize,gaussian:1.0"))])
    }
}
