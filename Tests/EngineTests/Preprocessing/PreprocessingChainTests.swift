import Testing

@testable import Engine

@Suite("A list of preprocessing steps")
struct PreprocessingChainTests {
    @Test(
        "is read, and written in its shortest form",
        arguments: [
            ("equalize,gaussian", "equalize,gaussian"),
            ("none", "none"),
            (" none ", "none"),
            ("gaussian:1", "gaussian"),
            ("gaussian:1.50", "gaussian:1.5"),
            ("gaussian:2.0,equalize-luma", "gaussian:2,equalize-luma"),
            (" equalize , gaussian : 0.1 ", "equalize,gaussian:0.1"),
            ("gaussian,gaussian:50,gaussian", "gaussian,gaussian:50,gaussian"),
            ("gaussian:1e1", "gaussian:10"),
        ])
    func isRead(text: String, canonical: String) throws {
        let chain = try PreprocessingChain(text)
        #expect(chain.description == canonical)
        #expect(try PreprocessingChain(chain.description) == chain)
    }

    @Test(
        "is refused with a reason",
        arguments: [
            ("", "a preprocessing step is missing: write steps between commas, or none"),
            ("equalize,", "a preprocessing step is missing: write steps between commas, or none"),
            (
                "sharpen",
                "unknown preprocessing step “sharpen”; known are equalize, equalize-luma, gaussian[:sigma]"
            ),
            (
                "Gaus\u{1B}[2J",
                "unknown preprocessing step “Gaus\\u{1B}[2J”; known are equalize, equalize-luma, gaussian[:sigma]"
            ),
            (
                "none,equalize",
                "preprocessing “none” stands alone: leave it out, or leave the other steps out"
            ),
            ("equalize:3", "preprocessing step equalize takes no argument, but “3” was given"),
            ("equalize-luma:", "preprocessing step equalize-luma takes no argument, but “” was given"),
        ])
    func isRefused(text: String, reason: String) {
        let error = #expect(throws: PreprocessingError.self) { try PreprocessingChain(text) }
        #expect(error?.description == reason)
    }

    @Test(
        "takes only a sigma that blurs",
        arguments: ["0", "-1", "0.09", "50.1", "nan", "inf", "1e400", "", "wide", "1,5", "1:2"])
    func sigma(text: String) {
        #expect(throws: PreprocessingError.self) { try PreprocessingChain("gaussian:\(text)") }
    }

    @Test("keeps a sigma that is set live within its range")
    func sigmaStaysInRange() {
        var blur = GaussianBlur(sigma: 49.9)
        blur.sigma += 1
        #expect(blur.sigma == 50)
        blur.sigma = -.infinity
        #expect(blur.sigma == 0.1)
        blur.sigma = .nan
        #expect(blur.sigma == 1)
    }

    @Test("is equal to another of the same steps in the same order")
    func equality() throws {
        #expect(try PreprocessingChain("equalize,gaussian") == .standard)
        #expect(try PreprocessingChain("gaussian,equalize") != .standard)
        #expect(Set([PreprocessingChain.standard, .standard, PreprocessingChain([])]).count == 2)
    }

    @Test("shows the picture after each step, in order")
    func stages() throws {
        let image = noise(width: 20, height: 20)
        var expected: [RGBImage] = []
        var working = image
        for step in ["gaussian:2", "equalize"] {
            try PreprocessingChain(step).apply(to: &working)
            expected.append(working)
        }
        let chain = try PreprocessingChain("gaussian:2,equalize")
        #expect(chain.stages(of: image) == expected)
        var result = image
        chain.apply(to: &result)
        #expect(result == expected.last)
        #expect(PreprocessingChain([]).stages(of: image).isEmpty)
    }
}
