import Engine
import Plot
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
        model.press(.enter, .enter, .down, .down, .down)
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

    @Test("Enter opens a category to its splits, a split lists its images, Left closes it again")
    func tree() {
        let model = Fixtures.model()
        model.press(.down, .enter, .down, .down)
        #expect(model.catalog.rows.count == 6)
        #expect(model.catalog.images.count == 12, "of Banana's Training")
        #expect(chosen(model) == ("Banana", "Training/Banana/10_100.jpg"))
        model.press(.left)
        #expect(model.catalog.rows.count == 4)
        #expect(chosen(model) == ("Banana", "Training/Banana/10_100.jpg"))
        #expect(model.catalog.images.count == 15)
        model.press(.right, .right)
        #expect(model.catalog.focus == .images)
        model.press(.escape, .escape)
        #expect(model.catalog.focus == .categories && model.catalog.rows.count == 4)
    }

    @Test("! turns a filter round, n and N turn it into a search that comes round")
    func searches() {
        let model = Fixtures.model()
        model.type("/!an")
        model.press(.enter)
        #expect(model.catalog.categories.count == 3)
        model.type("n")
        #expect(model.catalog.categories.count == 4, "a search hides nothing")
        var seen: [String?] = []
        for _ in 0..<3 {
            seen.append(chosen(model).category)
            model.type("n")
        }
        // While "!a" was typed only Lemon was left, so the search goes on from there.
        #expect(seen == ["unlabelled", "Avocado", "Lemon"])
        model.type("N")
        #expect(chosen(model).category == "Lemon")
    }

    @Test("n walks from image to image over all categories")
    func searchesImages() {
        let model = Fixtures.model()
        model.press(.tab)
        model.type("/training")
        model.press(.enter)
        model.type("/11_")
        model.press(.control("u"))
        model.type("/11_")
        model.press(.enter)
        var seen: [String?] = []
        for _ in 0..<5 {
            model.type("n")
            seen.append(chosen(model).path)
        }
        let all = [
            "Training/Avocado/11_100.jpg", "Test/Banana/11_100.jpg", "Training/Banana/11_100.jpg",
            "Training/Lemon/11_100.jpg",
        ]
        #expect(Set(seen.compactMap { $0 }) == Set(all))
        #expect(seen[0] == seen[4], "it comes round")
        let last = chosen(model).path
        model.type("Nn")
        #expect(chosen(model).path == last)
    }

    @Test("marks stay, M lists only what is marked, and they come in the catalog's order")
    func marks() {
        let model = Fixtures.model()
        model.press(.down, .tab, .down, .character(" "), .tab)
        model.press(.home, .tab, .character(" "))
        let dataset = model.context.dataset
        let paths = ["Test/Avocado/10_100.jpg", "Test/Banana/11_100.jpg"]
        #expect(model.catalog.marked(dataset).map(\.path.description) == paths)
        model.type("M")
        #expect(model.catalog.categories.count == 2)
        #expect(model.catalog.images.count == 1)
        model.press(.character(" "))
        #expect(model.catalog.marks.count == 1)
        #expect(model.catalog.categories.count == 1)
        model.type("M")
        #expect(model.catalog.categories.count == 4)
        model.press(.tab, .end, .up, .character(" "))
        #expect(model.catalog.marks.count == 3, "a whole category at once")
        model.press(.character(" "))
        #expect(model.catalog.marks.count == 1)
    }

    @Test("thumbnails ask for the pictures that are seen, the arrows move among them")
    func thumbnails() throws {
        let model = Fixtures.model()
        model.press(.down, .tab)
        let commands = model.type("v")
        guard case .loadThumbnails(let paths)? = commands.first else {
            Issue.record("no pictures were asked for")
            return
        }
        let thumbnails = try #require(model.catalog.thumbnails(model.context))
        #expect(paths.count == thumbnails.shown.count && commands.count == 1)
        model.press(.right, .down)
        #expect(model.catalog.imageCursor.row == thumbnails.columns + 1)
        let rest = model.update(.picture(paths[0], .ready(try #require(Fixtures.picture()))))
        #expect(rest == [.loadThumbnails(Array(paths.dropFirst()))])
        model.press(.up, .left, .left)
        #expect(model.catalog.focus == .categories)
    }

    @Test(
        "tiles cover no other and stand inside their area",
        arguments: [(36, 10), (46, 19), (128, 55), (5, 2)])
    func tiles(width: Int, height: Int) {
        let area = Rect(x: 3, y: 2, width: width, height: height)
        for cursor in [0, 57, 99] {
            let thumbnails = Thumbnails(in: area, count: 100, cursor: cursor)
            #expect(thumbnails.shown.contains(cursor))
            for image in thumbnails.shown {
                let (picture, name) = thumbnails.tile(of: image)
                #expect(thumbnails.image(at: Point(x: picture.x, y: name.y)) == image)
                guard width > 9, height > 4 else { continue }
                #expect(picture.maxX <= area.maxX && name.maxY <= area.maxY)
            }
        }
    }

    @Test("a click chooses, a double click opens, the wheel moves in what is under it")
    func mouse() throws {
        let model = Fixtures.model()
        let place = try #require(
            model.catalog.places(in: model.context.area).first { $0.part == .categories })
        let lines = model.catalog.visibleRows(in: place.area).area
        model.update(.mouse(MouseEvent(.press, x: lines.x + 5, y: lines.y + 1)))
        #expect(chosen(model).category == "Banana")
        model.update(.mouse(MouseEvent(.doubleClick, x: lines.x + 5, y: lines.y + 1)))
        #expect(model.catalog.rows.count == 6)
        let images = try #require(model.catalog.places(in: model.context.area).first { $0.part == .images })
        model.update(.mouse(MouseEvent(.wheelDown, x: images.area.x + 5, y: images.area.y + 2)))
        #expect(chosen(model).path == "Test/Banana/11_100.jpg")
        let first = model.catalog.visibleImages(in: images.area).area
        let commands = model.update(.mouse(MouseEvent(.doubleClick, x: first.x + 3, y: first.y + 3)))
        #expect(model.shown == .preprocess)
        let path = ImagePath("Training/Banana/10_100.jpg")
        #expect(commands == [.preprocess(PreviewRequest(path: path, chain: "equalize,gaussian:1.0"))])
    }

    @Test("d shows the catalog as Spark prints it, and scrolls no further than it goes")
    func table() {
        let model = Fixtures.model(width: 100, height: 30)
        model.type("d")
        let text = model.draw().lines.joined(separator: "\n")
        #expect(text.contains("root"))
        #expect(text.contains(" |-- path: string (nullable = false)"))
        #expect(text.contains("|                path|   modificationTime|length|category|   split|"))
        #expect(
            text.contains("|Test/Avocado/10_10...|2018-01-14 00:00:00|  4871| Avocado|    Test|") == false)
        #expect(text.contains("|Test/Avocado/10_1...|2018-01-14 00:00:00|  4871| Avocado|    Test|"))
        model.press(.end)
        let end = model.draw().lines.joined(separator: "\n")
        #expect(end.contains("only showing top 20 rows"))
        #expect(end.contains("|  Banana|   3|      12|   15|"))
        #expect(end.contains("|    NULL|   0|       0|    1|"))
        let origin = model.catalog.tableOrigin
        model.press(.down, .pageDown)
        #expect(model.catalog.tableOrigin == origin)
        model.type("d")
        #expect(model.catalog.view == .list)
    }

    /// Lists hold one category, wishes what is seen, whatever the dataset holds.
    @Test("90,390 images in 131 categories: no list and no wish grows with the dataset")
    func large() throws {
        let model = Fixtures.model(width: 200, height: 60, dataset: Fixtures.large)
        #expect(model.context.dataset.entries.count == 90_390)
        model.press(.end, .tab, .end)
        #expect(model.catalog.rows.count == 131 && model.catalog.images.count == 690)
        model.type("v")
        let thumbnails = try #require(model.catalog.thumbnails(model.context))
        #expect(thumbnails.shown.count < 100 && thumbnails.shown.contains(689))
        model.type("/!/0_")
        #expect(model.catalog.images.count == 689, "all but 0_100.jpg")
        model.press(.escape, .escape)
        model.type("/category 130")
        #expect(model.catalog.categories.count == 1)
        #expect(chosen(model).category == "Category 130")
    }
}
