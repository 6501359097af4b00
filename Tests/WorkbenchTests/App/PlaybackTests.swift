import Engine
import Testing

@testable import Workbench

@Suite("Playback: a recorded run plays, pauses and seeks")
struct PlaybackTests {
    /// A UI that looks at a run of ten seconds, which was interrupted in its features.
    private func model() -> UI {
        let model = Fixtures.model()
        model.update(.tick(100))
        model.update(.recording(Recording(Fixtures.halfway)))
        model.type("3")
        return model
    }

    @Test("it opens at the end, where what was not over came to nothing")
    func opens() throws {
        let model = model()
        #expect(model.playback?.position == 10)
        #expect(model.context.clock == 10)
        #expect(try #require(model.context.jobs.current).state == .cancelled)
        #expect(model.tickInterval == nil, "nothing moves")
    }

    @Test("p at the end plays from the beginning, at the speed chosen, to the end")
    func plays() {
        let model = model()
        model.type("p")
        #expect(model.playback?.isPlaying == true && model.playback?.position == 0)
        model.update(.tick(101))
        model.update(.tick(103))
        #expect(model.context.clock == 2, "the first tick starts the clock")
        #expect(model.context.jobs.jobs.first?.stages[1].state == .running)
        model.type(">")
        model.update(.tick(104))
        #expect(model.context.clock == 4)
        #expect(model.tickInterval != nil)
        model.update(.tick(110))
        #expect(model.context.clock == 10)
        #expect(model.playback?.isPlaying == false && model.tickInterval == nil)
    }

    @Test("a pause stands still, however long it takes")
    func pauses() {
        let model = model()
        model.type("p")
        model.update(.tick(101))
        model.update(.tick(102))
        model.type("p")
        model.update(.tick(190))
        #expect(model.context.clock == 1)
        model.type("p")
        model.update(.tick(200))
        model.update(.tick(201))
        #expect(model.context.clock == 2)
    }

    @Test(
        "seeking back and on gives the status that folding from the beginning gives",
        arguments: ["[[[", "{]]]]]", "{}[", "{"])
    func seeks(keys: String) {
        let model = model()
        model.type(keys)
        let position = model.playback?.position ?? -1
        var folded = JobStatus()
        folded.apply(Fixtures.halfway.filter { $0.time <= position })
        #expect(model.context.clock == position)
        #expect(model.context.jobs.time == folded.time)
        #expect(model.context.jobs.remembered == folded.remembered)
        #expect(model.context.jobs.jobs.first?.stages[1].images == folded.jobs.first?.stages[1].images)
    }

    @Test("speeds go from 1 to 100 and no further")
    func speeds() {
        let model = model()
        var speeds: [Int] = []
        for _ in 0..<8 {
            speeds.append(model.playback?.speed ?? 0)
            model.type(">")
        }
        #expect(speeds == [1, 2, 5, 10, 20, 50, 100, 100])
        model.type("<<<<<<<<<")
        #expect(model.playback?.speed == 1)
    }

    @Test("Space and the arrows play and seek on screen 3, and are the other screens' own elsewhere")
    func keysOfScreens() {
        let model = model()
        model.press(.left)
        #expect(model.playback?.position == 9)
        model.press(.character(" "))
        #expect(model.playback?.isPlaying == true)
        model.type("1")
        model.press(.character(" "), .left)
        #expect(model.playback?.isPlaying == true && model.playback?.position == 9)
        model.type("p")
        #expect(model.playback?.isPlaying == false)
    }

    @Test("the keys are text where a field takes text, and nothing in a run that is being made")
    func keysElsewhere() {
        let model = model()
        model.type("1/p[")
        #expect(model.catalog.filters[.categories]?.field.text == "p[")
        #expect(model.playback?.position == 10)
        let live = Fixtures.model()
        live.type("3p[")
        #expect(live.playback == nil)
    }

    @Test("nothing of the past can be cancelled")
    func past() {
        let model = model()
        model.type("{]]]x")
        #expect(model.engine.question == nil)
        #expect(model.type("+-") == [])
    }

    @Test("what is done to the run while it is looked at is shown as it happens, and can be gone back from")
    func goesOn() {
        let model = model()
        let stages = [StageDescription(stage: 0, name: "PCA", tasks: 1, parents: [])]
        model.update(.tick(112))
        model.update(
            .events([
                JobEvent(time: 112, kind: .sessionStarted(date: 0)),
                JobEvent(time: 112, kind: .jobStarted(job: 1, name: "42 components", stages: stages)),
            ]))
        #expect(model.context.jobs.current?.name == "42 components")
        #expect(!model.context.isPast)
        #expect(model.type("xy") == [.cancelJob(1)])
        model.update(.tick(115))
        #expect(model.context.clock == 115)
        model.type("{")
        #expect(model.context.jobs.jobs.count <= 1 && model.context.isPast)
        model.update(.events([JobEvent(time: 116, kind: .jobSucceeded(job: 1))]))
        #expect(model.context.jobs.jobs.count <= 1, "who looks at the past stays there")
        model.type("}")
        #expect(model.context.jobs.jobs.map(\.state) == [.cancelled, .succeeded])
    }
}
