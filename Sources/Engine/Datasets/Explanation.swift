// A planned job as text.

/// What a stage does, for a person.
struct StageSketch: Sendable {
    /// What a task does to its partition, one after the other; empty where the stage's name says all.
    let steps: [String]
    let inputs: [StageInput]
}

struct Explanation {
    let job: Job
    let sketches: [StageSketch]

    /// A line for the job and one for each stage, in the order in which they can run.
    var text: String {
        let tasks = job.plans.reduce(0) { $0 + $1.tasks }
        let title = "\(job.name): \(counted(job.plans.count, "stage")), \(counted(tasks, "task"))"
        return ([title] + job.plans.indices.map(line)).joined(separator: "\n")
    }

    private func line(_ index: Int) -> String {
        let (plan, sketch) = (job.plans[index], sketches[index])
        let width = job.plans.map(\.name.count).max() ?? 0
        let name = plan.name + String(repeating: " ", count: width - plan.name.count)
        let place = Self.number(index, most: job.plans.count - 1)
        let tasks = Self.number(plan.tasks, most: job.plans.map(\.tasks).max() ?? 0)
        let parts = [sketch.steps.joined(separator: " -> "), sources(of: sketch)].filter { !$0.isEmpty }
        let unit = plan.tasks == 1 ? "task " : "tasks"
        let line = "  \(place) \(name)  \(tasks) \(unit)  " + parts.joined(separator: "  ")
        return String(line.reversed().drop { $0 == " " }.reversed())
    }

    /// "(shuffle of 0, given 1)".
    private func sources(of sketch: StageSketch) -> String {
        func told(_ word: String, _ isShuffle: Bool) -> String? {
            let stages = Set(sketch.inputs.filter { $0.isShuffle == isShuffle }.map(\.stage)).sorted()
            return stages.isEmpty ? nil : "\(word) " + stages.map { "\($0)" }.joined(separator: " and ")
        }
        let told = [told("shuffle of", true), told("given", false)].compactMap(\.self)
        return told.isEmpty ? "" : "(" + told.joined(separator: ", ") + ")"
    }

    /// To the right of as many columns as the greatest number takes.
    private static func number(_ number: Int, most: Int) -> String {
        String(repeating: " ", count: "\(most)".count - "\(number)".count) + "\(number)"
    }

    private func counted(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
}
