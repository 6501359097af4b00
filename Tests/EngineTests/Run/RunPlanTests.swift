import Foundation
import Testing

@testable import Engine

@Suite struct RunPlanTests {
    private static let json = """
        {"dataset":"fruit","images":18,"catalog":"aa","preprocess":"none","inputSize":32,\
        "weights":"0123456789abcdef","partitions":6}
        """

    private func plan(_ old: String = "", _ new: String = "") throws -> RunPlan {
        let text = old.isEmpty ? Self.json : Self.json.replacing(old, with: new)
        return try JSONDecoder().decode(RunPlan.self, from: Data(text.utf8))
    }

    @Test("The place of the data is not part of the plan: a folder may be moved before a run goes on")
    func sameElsewhere() throws {
        #expect(try plan().difference(from: plan("fruit", "elsewhere/fruit")) == nil)
    }

    @Test(
        "A difference names the option and both its values, the earlier first",
        arguments: [
            ("\"images\":18", "\"images\":20", "images 18, not 20"),
            ("none", "equalize", "--preprocess none, not equalize"),
            (":32", ":64", "--input-size 32, not 64"),
            ("0123", "ffff", "weights with digest 0123456789ab, not ffff456789ab"),
            ("\"partitions\":6", "\"partitions\":7", "--partitions 6, not 7"),
            ("\"aa\"", "\"bb\"", "other images"),
        ])
    func differences(old: String, new: String, told: String) throws {
        #expect(try plan(old, new).difference(from: plan()) == told)
    }

    @Test("Several differences are all told")
    func several() throws {
        let other = try plan("\"inputSize\":32,\"weights\":\"0123", "\"inputSize\":64,\"weights\":\"ffff")
        #expect(
            try other.difference(from: plan())
                == "--input-size 32, not 64; weights with digest 0123456789ab, not ffff456789ab")
    }
}
