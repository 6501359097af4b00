import Foundation
import Testing

@testable import Engine

@Suite struct RunPlanTests {
    private static let json = """
        {"dataset":"fruit","categories":[],"images":18,"catalog":"aa","times":"cc","preprocess":"none",\
        "inputSize":32,"precision":"f32","variant":"keras","weights":"0123","partitions":6,\
        "numerics":"1 with oneDNN","methods":{}}
        """

    private func plan(_ old: String = "", _ new: String = "") throws -> RunPlan {
        let text = old.isEmpty ? Self.json : Self.json.replacing(old, with: new)
        return try JSONDecoder().decode(RunPlan.self, from: Data(text.utf8))
    }

    @Test("The place of the data is not part of the plan: a folder may be moved before a run goes on")
    func sameElsewhere() throws {
        #expect(try plan().difference(from: plan("fruit", "elsewhere/fruit")) == nil)
    }

    @Test("What was chosen on the machine is no difference: who continues takes it over")
    func methods() throws {
        let earlier = try plan("\"methods\":{}", "\"methods\":{\"3x3\":\"winograd\"}")
        #expect(earlier.methods["3x3"] == .winograd)
        #expect(try plan().difference(from: earlier) == nil)
    }

    @Test(
        "A difference names the option and both its values, the earlier first",
        arguments: [
            ("\"images\":18", "\"images\":20", "images 18, not 20"),
            ("none", "equalize", "--preprocess none, not equalize"),
            (":32", ":64", "--input-size 32, not 64"),
            ("f32", "bf16", "--precision f32, not bf16"),
            ("keras", "torchvision", "--variant keras, not torchvision"),
            ("0123", "ffff", "weights with digest 0123, not ffff"),
            ("\"partitions\":6", "\"partitions\":7", "--partitions 6, not 7"),
            ("\"aa\"", "\"bb\"", "images of paths and lengths with digest aa, not bb"),
            ("\"cc\"", "\"dd\"", "images as modified at times with digest cc, not dd"),
            ("[]", "[\"Lemon\",\"Banana\"]", "--categories all, not Banana,Lemon"),
            ("18", "18,\"limit\":18", "--limit none, not 18"),
            ("1 with", "2 with", "arithmetic 1 with oneDNN, not 2 with oneDNN"),
        ])
    func differences(old: String, new: String, told: String) throws {
        #expect(try plan(old, new).difference(from: plan()) == told)
    }

    @Test("Several differences are all told, but of other images only what made them others")
    func several() throws {
        let options = try plan("32,\"precision\":\"f32\"", "64,\"precision\":\"bf16\"")
        #expect(
            try options.difference(from: plan()) == "--input-size 32, not 64; --precision f32, not bf16")
        let selection = try plan(
            "\"images\":18,\"catalog\":\"aa\"", "\"limit\":9,\"images\":9,\"catalog\":\"bb\"")
        #expect(try selection.difference(from: plan()) == "--limit none, not 9")
    }
}
