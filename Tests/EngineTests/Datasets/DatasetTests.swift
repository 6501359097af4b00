import Synchronization
import Testing

@testable import Engine

/// Runs what a body asks for on two workers.
func withSession<Result>(
    workers: Int = 2, persistedMemory: Int = 1 << 20, scratch: String? = nil,
    _ body: (Session) throws -> Result
) throws -> Result {
    var configuration = Session.Configuration(workers: workers)
    configuration.persistedMemory = persistedMemory
    let session = Session(configuration, scratch: scratch)
    defer { session.close() }
    return try body(session)
}

@Suite("Datasets: what they hold")
struct DatasetTests {
    private let words = "the quick brown fox jumps over the lazy dog and the fox sleeps".split(separator: " ")
        .map(String.init)

    @Test("Every transformation gives what the list's own would, in any partitions", arguments: 1..<9)
    func transformations(partitions: Int) throws {
        try withSession { session throws in
            let all = session.dataset("words", of: words, partitions: partitions)
            #expect(try session.run(all.collect()) == words)
            #expect(try session.run(all.count()) == 13)
            #expect(try session.run(all.map(\.count).collect()) == words.map(\.count))
            let long = all.filter { $0.count > 3 }
            #expect(try session.run(long.collect()) == words.filter { $0.count > 3 })
            let lists = long.mapPartitions("join") { _, words in [words.joined(separator: " ")] }
            let joined = try session.run(lists.collect()).filter { !$0.isEmpty }.joined(separator: " ")
            #expect(joined == words.filter { $0.count > 3 }.joined(separator: " "))
            for count in [1, 3, 20] {
                let divided = long.repartition(count)
                #expect(divided.partitionCount == count)
                #expect(try session.run(divided.collect()) == words.filter { $0.count > 3 })
                let lengths = try session.run(divided.mapPartitions("length") { [$1.count] }.collect())
                #expect(lengths.count == count)
                #expect((lengths.max() ?? 0) - (lengths.min() ?? 0) <= 1)
                #expect(try session.run(all.distinct(partitions: count).collect()) == Set(words).sorted())
            }
        }
    }

    @Test("Values of a key are combined in their order, and keys come in rising order", arguments: 1..<9)
    func reduceByKey(partitions: Int) throws {
        try withSession { session throws in
            let pairs = session.dataset("words", of: words, partitions: partitions).map { ($0.count, $0) }
            for count in [1, 2, 5] {
                let joined = pairs.reduceByKey(partitions: count) { $0 + " " + $1 }
                let found = try session.run(joined.collect())
                #expect(found.map(\.0) == [3, 4, 5, 6])
                #expect(
                    found.map(\.1) == [
                        "the fox the dog and the fox", "over lazy", "quick brown jumps", "sleeps",
                    ])
            }
        }
    }

    @Test("Many keys are divided about evenly among the partitions")
    func evenKeys() throws {
        try withSession { session throws in
            let mixed = (0..<10_000).map { $0 * 7919 % 10_000 }
            let numbers = session.dataset("numbers", of: mixed, partitions: 5)
            let sizes = numbers.distinct(partitions: 4).mapPartitions("size") { [$1.count] }
            let found = try session.run(sizes.collect())
            #expect(found.reduce(0, +) == 10_000)
            #expect(found.allSatisfy { (2_300...2_700).contains($0) }, "\(found)")
        }
    }

    @Test("Taking the first elements makes no more partitions than it takes")
    func take() throws {
        try withSession { session throws in
            let made = Monitor<[Int]>([])
            let numbers = Dataset("numbers", partitions: 10) { _, partition in
                made.withLock { $0.append(partition) }
                return [partition * 2, partition * 2 + 1]
            }
            #expect(try session.run(numbers.take(5)) == [0, 1, 2, 3, 4])
            #expect(made.withLock { $0 } == [0, 1, 2])
            #expect(try session.run(numbers.take(0)) == [])
            #expect(try session.run(numbers.take(100)).count == 20)
        }
    }

    @Test("Sums go up a tree in the order of partitions, each with a beginning of its own")
    func treeAggregate() throws {
        try withSession { session throws in
            let letters = session.dataset("letters", of: Array("abcdefg").map(String.init), partitions: 3)
            let sum = letters.treeAggregate(into: "<", add: { $1 += $2 }, merge: { $0 += $1 })
            #expect(try session.run(sum) == "<ab<cd<efg")
            let none = Dataset<Int>("none", partitions: 0) { _, _ in [] }
            #expect(try session.run(none.treeAggregate(into: 9, add: { $1 += $2 }, merge: { $0 += $1 })) == 9)
            #expect(try session.run(none.collect()) == [])
        }
    }

    @Test("What is done for each partition is done once for each, with its elements")
    func foreachPartition() throws {
        try withSession { session throws in
            let seen = Monitor<[Int: [Int]]>([:])
            let numbers = session.dataset("numbers", of: 0..<7, partitions: 3)
            try session.run(
                numbers.foreachPartition { context, elements in
                    seen.withLock { $0[context.attempt.partition, default: []] += elements }
                })
            #expect(seen.withLock { $0 } == [0: [0, 1], 1: [2, 3], 2: [4, 5, 6]])
        }
    }

    @Test("What an action finds is given to steps and other actions, and is worked out once a job")
    func givenValues() throws {
        try withSession { session throws in
            let asked = Atomic(0)
            let factor = Action("factor") { _ in
                asked.add(1, ordering: .relaxed)
                return 3
            }
            let base = Action("base", after: factor) { _, factor in factor * 100 }
            let numbers = Dataset("numbers", of: factor, partitions: 2) { Array(0..<$0) }
            let scaled = numbers.mapPartitions("scale", given: factor, base) { _, numbers, factor, base in
                numbers.map { $0 * factor + base }
            }
            #expect(try session.run(scaled.collect()) == [300, 303, 306])
            #expect(asked.load(ordering: .relaxed) == 1)
        }
    }

    @Test("Nothing is made before an action's job runs, and a failure names stage, partition and cause")
    func failure() throws {
        struct Spoilt: Error, CustomStringConvertible { let description = "the pear is spoilt" }
        try withSession { session throws in
            let tries = Atomic(0)
            let fruit = session.dataset("fruit", of: 0..<6, partitions: 3).map { number in
                if number == 4 {
                    tries.add(1, ordering: .relaxed)
                    throw Spoilt()
                }
                return number
            }
            #expect(tries.load(ordering: .relaxed) == 0)
            let failure = #expect(throws: JobFailure.self) { try session.run(fruit.count()) }
            #expect(failure?.reason == "count, partition 2: the pear is spoilt (attempt 4)")
            #expect(tries.load(ordering: .relaxed) == 4)
        }
    }
}

@Suite("Datasets: how they become stages")
struct PlanTests {
    private let numbers = Dataset("numbers", of: 0..<100, partitions: 8)

    private func job<Value>(of action: Action<Value>) -> Job {
        var planner = JobPlanner(action.name)
        _ = planner.stage(of: action)
        return planner.job
    }

    @Test("Steps within a partition are one stage, one task a partition")
    func fused() {
        let action = numbers.map { $0 + 1 }.filter { $0 % 2 == 0 }.mapPartitions("sum") { [$1.reduce(0, +)] }
            .count()
        #expect(job(of: action).plans.map(\.name) == ["count"])
        #expect(job(of: action).plans.map(\.tasks) == [8])
    }

    @Test("A shuffle cuts the job, and a shuffle that two steps read is done once")
    func shuffles() {
        let pairs = numbers.map { ($0 % 3, $0) }.reduceByKey(partitions: 2) { $0 + $1 }.repartition(3)
        let plans = job(of: pairs.collect()).plans
        #expect(plans.map(\.tasks) == [8, 2, 3])
        #expect(plans.map(\.parents) == [[], [0], [1]])

        let divided = numbers.repartition(4)
        let both = Action("both", after: divided.count(), divided.take(1)) { _, count, first in
            "\(count) \(first)"
        }
        #expect(job(of: both).plans.map(\.name) == ["numbers", "count", "take", "both"])
        #expect(job(of: both).plans.map(\.parents) == [[], [0], [0], [1, 2]])
    }

    @Test("The graph is told as stages")
    func explain() {
        let words = Action("words") { _ in ["a", "b", "a"] }
        let counts = Dataset("split", of: words, partitions: 16) { $0 }.map { ($0, 1) }
            .reduceByKey(partitions: 2) { $0 + $1 }.filter { $0.1 > 1 }
        let text = Action("report", after: counts.collect()) { _, counts in "\(counts)" }.explain()
        #expect(
            text == """
                report: 4 stages, 20 tasks
                  0 words     1 task
                  1 split    16 tasks  split -> map -> reduceByKey  (given 0)
                  2 collect   2 tasks  reduceByKey -> filter -> collect  (shuffle of 1)
                  3 report    1 task   (given 2)
                """)
    }
}
