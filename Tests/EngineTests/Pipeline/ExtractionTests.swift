import Testing

@testable import Engine

@Suite("Images that the network fails on")
struct ExtractionTests {
    /// Pictures of one colour, by name.
    private struct Pictures: Source {
        let uri = "pictures"
        let name = "pictures"
        let files: [ImagePath: [UInt8]]

        func list(_ found: (ListingBatch) throws -> Void) throws {}
        func read(_ path: ImagePath) throws(SourceError) -> [UInt8] {
            guard let bytes = files[path] else { throw .vanished }
            return bytes
        }
    }

    /// Sums up what is over Keras's mean so strongly that a white picture overflows.
    private func network() throws -> Network {
        var table = LayerTable(input: Shape(height: 4, width: 4, channels: 3))
        let sums = Convolution(filters: 8, kernel: 1, stride: 1, padding: 0, hasBias: true)
        table.append("convolution", .convolution(sums))
        table.append("mean", .globalAveragePooling)
        let parameters = table.layers.flatMap(\.parameters)
        let tensors = parameters.map {
            Tensor(shape: $0.shape, values: Array(repeating: $0.role == .kernel ? 1e36 : 0, count: $0.count))
        }
        return try Network(table.layers, Weights(parameters, tensors: tensors), batchSize: 4)
    }

    /// What becomes of a partition of such pictures, and what its attempts were said to fail of.
    private func extract(_ names: [String]) throws -> (
        outcome: JobOutcome, part: (features: [Float], summary: PartSummary)?, failures: [String]
    ) {
        let encoder = try JPEGEncoder()
        let files = try names.map { name in
            let colour: [UInt8] = name.hasPrefix("white") ? [255, 255, 255] : [124, 117, 104]
            let pixels = (0..<16).flatMap { _ in colour }
            return try encoder.encode(RGBImage(width: 4, height: 4, pixels: pixels), quality: 100)
        }
        let paths = names.map { ImagePath($0) }
        let extraction = PartitionExtraction(
            source: Pictures(files: Dictionary(uniqueKeysWithValues: zip(paths, files))),
            preprocessing: PreprocessingChain([]), network: try network(),
            entries: paths.map {
                CatalogEntry(path: $0, modificationTime: 0, length: 1, category: nil, split: nil)
            }[...])
        let session = Session(workers: 2)
        defer { session.close() }
        let events = session.bus.subscribe()
        var job = Job(name: "extract")
        let stage = job.stage("features") { context in try extraction.run(context) }
        let handle = session.submit(job)
        let outcome = handle.wait()
        let failures = events.drain().compactMap { event -> String? in
            if case .taskFailed(_, _, let reason, _) = event.kind { reason } else { nil }
        }
        return (outcome, try? handle.output(of: stage), failures)
    }

    @Test("One of them is named, tried again with its partition, and set aside at the last attempt")
    func oneImage() throws {
        let (outcome, part, failures) = try extract(["a.jpg", "white.jpg", "b.jpg"])
        guard case .succeeded = outcome, let part else {
            Issue.record("\(outcome)")
            return
        }
        let reason = "feature 0 of image 0 is infinite or not a number: the weights do not fit such images"
        #expect(failures == Array(repeating: "white.jpg: \(reason)", count: 3))
        #expect(part.summary.images == [0, 2])
        #expect(part.summary.rejections == [Rejection(path: "white.jpg", reason: reason)])
        #expect(part.features.count == 16)
        #expect(part.features.prefix(8) == part.features.suffix(8))
    }

    @Test("Where none goes through, the images are not to blame and the job fails")
    func everyImage() throws {
        let (outcome, _, failures) = try extract(["white1.jpg", "white2.jpg"])
        guard case .failed(let failure) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(failures.count == 4)
        #expect(failure.underlying is NetworkError)
    }
}
