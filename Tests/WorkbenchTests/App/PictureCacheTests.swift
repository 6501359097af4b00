import Engine
import Plot
import Testing

@testable import Workbench

@Suite("The pictures shown last")
struct PictureCacheTests {
    @Test("the oldest leave when their bytes are too many, the newest stays however large it is")
    func leaves() throws {
        var cache = PictureCache(capacity: 100_000)
        let picture = Picture.ready(try #require(Fixtures.picture()))
        let paths = (0..<10).map { ImagePath("\($0).jpg") }
        for path in paths { cache.insert(picture, for: path) }
        #expect(paths.map { cache[$0] != nil } == [Bool](repeating: false, count: 7) + [true, true, true])
        cache.insert(.failed("is empty"), for: paths[9])
        cache.insert(picture, for: paths[0])
        #expect(cache[paths[7]] != nil, "a picture that went left its room behind")
        let large = Picture.ready(try #require(Fixtures.picture(size: 300)))
        cache.insert(large, for: paths[1])
        #expect(paths.filter { cache[$0] != nil } == [paths[1]])
    }
}
