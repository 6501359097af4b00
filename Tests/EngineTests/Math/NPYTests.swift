import Foundation
import Testing

@testable import Engine

@Suite struct NPYTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("The header is NumPy's, and its length does not depend on the number of rows")
    func header() {
        let header = NPY.header(.float32, shape: [2590, 2048])
        let text = "{'descr': '<f4', 'fortran_order': False, 'shape': (2590, 2048), }"
        let spaces = String(repeating: " ", count: 128 - 10 - text.count - 1)
        #expect(header == [0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0] + Array("\(text)\(spaces)\n".utf8))
        for rows in [0, 9, 10, 99_999, Int.max] {
            #expect(NPY.header(.float32, shape: [rows, 2048]).count == 128)
        }
    }

    @Test("A list and a table come back as they were, in both types")
    func roundTrip() throws {
        let table = Matrix<Float>(rows: 2, columns: 3, values: [1, -2.5, .infinity, 0, 1e-30, 3])
        try NPY.write(table, to: folder.path("table.npy"))
        try NPY.write([0.1, -7], to: folder.path("list.npy"))
        #expect(try NPY.readMatrix(folder.path("table.npy")) == table)
        #expect(try NPY.readVector(folder.path("list.npy")) == [0.1, -7])
        #expect(try NPY.readVector(folder.path("list.npy"), of: Float.self) == [0.1, -7])
        #expect(try NPY.readMatrix(folder.path("table.npy"), of: Double.self)[0, 1] == -2.5)
    }

    @Test("Any rows can be read alone")
    func someRows() throws {
        let values = (0..<40).map(Float.init)
        try NPY.write(values, shape: [10, 4], to: folder.path("a.npy"))
        let reader = try NPYReader(folder.path("a.npy"))
        #expect(reader.rows == 10)
        #expect(reader.columns == 4)
        #expect(try reader.values(ofRows: 3..<5) == Array(values[12..<20]))
        #expect(try reader.values(ofRows: 10..<10) == [Float]())
    }

    @Test("Rows appended in parts make the same file as all at once")
    func appended() throws {
        let values = (0..<1200).map(Double.init)
        let writer = try NPYWriter<Double>(folder.path("parts.npy"), columns: 3)
        for part in [0..<3, 3..<3, 3..<1101, 1101..<1200] { try writer.append(Array(values[part])) }
        #expect(writer.rows == 400)
        #expect(!folder.names.contains("parts.npy"))
        try writer.finish()
        try NPY.write(values, shape: [400, 3], to: folder.path("whole.npy"))
        #expect(try contents(folder.path("parts.npy")) == contents(folder.path("whole.npy")))
        #expect(folder.names == ["parts.npy", "whole.npy"])
    }

    @Test("A writer let go unfinished leaves nothing")
    func unfinished() throws {
        do {
            let writer = try NPYWriter<Float>(folder.path("a.npy"), columns: 2)
            try writer.append([1, 2])
            #expect(folder.names.count == 1)
        }
        #expect(folder.names == [])
    }

    private static let good = "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }"

    private func write(_ header: String, version: UInt8 = 1, numbers: Int = 2) throws -> String {
        let text = Array(header.utf8)
        let length = (0..<(version == 1 ? 2 : 4)).map { UInt8(truncatingIfNeeded: text.count >> (8 * $0)) }
        let bytes = NPY.signature + [version, 0] + length + text + [UInt8](repeating: 0, count: 4 * numbers)
        let path = folder.path("a.npy")
        try AtomicFile.write(bytes, to: path)
        return path
    }

    @Test(
        "Other ways of writing the same header are read",
        arguments: [
            good, "{\"shape\":(1,2),\"fortran_order\":False,\"descr\":\"<f4\"}", good + "   \n",
            "{ 'shape' : ( 1 , 2 , ) , 'descr' : '<f4' , 'fortran_order' : False }",
        ])
    func otherHeaders(header: String) throws {
        for version: UInt8 in 1...3 {
            #expect(try NPY.readMatrix(write(header, version: version), of: Float.self).values == [0, 0])
        }
    }

    @Test(
        "A damaged header is refused",
        arguments: [
            "", "{", "{}", "nonsense", "{'descr': '<f4', 'fortran_order': False, }",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2)", good + "x",
            "{'descr': '<f4', 'fortran_order': 0, 'shape': (1, 2), }",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (-1, 2), }",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2, }",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999, 2), }",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387904, 4), }",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387904, 1), }",
            "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), 'more': True}",
        ])
    func damagedHeaders(header: String) throws {
        let path = try write(header)
        #expect(throws: NPYError.damagedHeader(path: path)) { try NPYReader(path) }
    }

    @Test("A header that calls for more or fewer numbers than there are takes no memory")
    func wrongLengths() throws {
        let huge = "{'descr': '<f4', 'fortran_order': False, 'shape': (1000000000000, 1000), }"
        for (header, numbers) in [(Self.good, 1), (Self.good, 3), (huge, 2)] {
            let path = try write(header, numbers: numbers)
            let error = #expect(throws: NPYError.self) { try NPYReader(path) }
            #expect("\(try #require(error))".contains("bytes long where its header calls for"))
        }
    }

    @Test("Other types, orders and shapes are refused by name")
    func unsupported() throws {
        let integers = try write("{'descr': '<i8', 'fortran_order': False, 'shape': (1, 1), }")
        #expect(throws: NPYError.unsupportedType(path: integers, type: "<i8")) { try NPYReader(integers) }
        let record = try write("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,), }")
        #expect(throws: NPYError.unsupportedType(path: record, type: "[('a', '<f4')]")) {
            try NPYReader(record)
        }
        let fortran = try write("{'descr': '<f4', 'fortran_order': True, 'shape': (1, 2), }")
        #expect(throws: NPYError.unsupportedOrder(path: fortran)) { try NPYReader(fortran) }
        for shape in ["()", "(2,)", "(1, 2, 1)", "(2, 0)"] {
            let path = try write("{'descr': '<f4', 'fortran_order': False, 'shape': \(shape), }")
            let error = #expect(throws: NPYError.self) { try NPYReader(path) }
            #expect("\(try #require(error))".contains("where a table of numbers is expected"))
        }
    }

    @Test("Every beginning of an array file is refused without a crash")
    func truncated() throws {
        let whole = try contents(write(Self.good))
        for count in 0..<whole.count {
            let path = folder.path("cut.npy")
            try AtomicFile.write(Array(whole[..<count]), to: path)
            #expect(throws: NPYError.self) { try NPYReader(path) }
        }
    }

    @Test("What is no array file is named: absent, a folder, text")
    func noArray() throws {
        let absent = folder.path("absent.npy")
        let error = #expect(throws: NPYError.self) { try NPYReader(absent) }
        #expect("\(try #require(error))" == "cannot open \(absent): No such file or directory")
        #expect(throws: NPYError.notAnArray(path: folder.path)) { try NPYReader(folder.path) }
        let text = folder.path("text.npy")
        try AtomicFile.write("hello", to: text)
        #expect(throws: NPYError.notAnArray(path: text)) { try NPYReader(text) }
    }
}
