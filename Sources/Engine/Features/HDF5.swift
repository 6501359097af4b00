// The one file that knows HDF5's C interface: what datasets a file has, and their values. It reads just what a file of
// weights needs, plain datasets of floating point that lie in the file itself; compression, links and external storage
// are refused, so that no file makes room for more than its own length, or reaches for another file.
//
// The library may be built without locks: every call is made under one lock, from whatever thread.

import CHDF5
import Foundation

/// What is wrong with an HDF5 file, as the end of a sentence.
struct HDF5Fault: Error, Equatable {
    let reason: String
}

/// An HDF5 file open for reading. Belongs to one thread at a time.
final class HDF5File {
    /// The shape of each dataset, by its path from the root: `conv1/conv1/kernel:0`.
    private(set) var shapes: [String: [Int]] = [:]
    private let root: Handle

    /// A file of weights has some seven hundred objects. The limits end what was made to have no end.
    private static let (mostObjects, deepest, longestName) = (20_000, 16, 1024)

    /// Opens a file and lists its datasets.
    init(_ path: String) throws(HDF5Fault) {
        root = try serially { () throws(HDF5Fault) in
            guard let file = Handle(fruits_h5_open_file(path)) else {
                throw HDF5Fault(reason: "it is damaged or cut off")
            }
            return file
        }
        try serially { () throws(HDF5Fault) in try list() }
    }

    /// A dataset's values as float32, row-major.
    ///
    /// - Throws: `HDF5Fault` also for a dataset whose values are not floating point, or not in the file as they are.
    func floats(of dataset: String) throws(HDF5Fault) -> [Float] {
        try serially { () throws(HDF5Fault) in
            guard let count = shapes[dataset]?.reduce(1, *),
                let handle = Handle(fruits_h5_open_object(root.id, dataset))
            else { throw HDF5Fault(reason: "\(dataset.shownAsName) cannot be opened") }
            try handle.checkStorage(of: dataset, count: count)
            var values = [Float](repeating: 0, count: count)
            let status = values.withUnsafeMutableBufferPointer { values in
                values.baseAddress.map { fruits_h5_read_floats(handle.id, $0) } ?? 0
            }
            guard status >= 0 else { throw HDF5Fault(reason: "\(dataset.shownAsName) cannot be read") }
            return values
        }
    }

    /// Walks through all groups, without recursion: a group may hold itself.
    private func list() throws(HDF5Fault) {
        var waiting: [(path: String, depth: Int)] = [("", 0)]
        var objects = 0
        while let group = waiting.popLast() {
            guard let handle = Handle(fruits_h5_open_object(root.id, "/" + group.path)) else {
                throw HDF5Fault(reason: "its group \(group.path.shownAsName) cannot be opened")
            }
            for name in try handle.memberNames(limit: Self.mostObjects - objects, longest: Self.longestName) {
                objects += 1
                let path = group.path.isEmpty ? name : group.path + "/" + name
                let member = try handle.member(name, shownAs: path)
                if let shape = try member.shape(of: path) {
                    shapes[path] = shape
                } else if group.depth < Self.deepest {
                    waiting.append((path, group.depth + 1))
                } else {
                    throw HDF5Fault(reason: "its groups are nested too deeply")
                }
            }
        }
    }
}

/// An identifier of the library's, given back when its owner lets go.
private final class Handle {
    let id: hid_t

    /// nil for what the library returns where it fails.
    init?(_ id: hid_t) {
        guard id >= 0 else { return nil }
        self.id = id
    }

    deinit { serially { _ = H5Idec_ref(id) } }

    /// The names of what a group holds, by name.
    func memberNames(limit: Int, longest: Int) throws(HDF5Fault) -> [String] {
        var info = H5G_info_t()
        guard H5Gget_info(id, &info) >= 0 else { throw HDF5Fault(reason: "one of its groups is damaged") }
        guard info.nlinks <= limit else { throw HDF5Fault(reason: "it holds too many objects") }
        var names: [String] = []
        var buffer = [CChar](repeating: 0, count: longest + 1)
        for index in 0..<info.nlinks {
            let length = fruits_h5_link_name(id, index, &buffer, buffer.count)
            guard length > 0, length <= longest else {
                throw HDF5Fault(reason: "an object in it has no name, or one that is too long")
            }
            names.append(
                String(decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self))
        }
        return names
    }

    /// A group or dataset that a group holds itself.
    func member(_ name: String, shownAs path: String) throws(HDF5Fault) -> Handle {
        guard fruits_h5_is_hard_link(id, name) else {
            throw HDF5Fault(reason: "\(path.shownAsName) is a link to somewhere else")
        }
        guard let member = Handle(fruits_h5_open_object(id, name)) else {
            throw HDF5Fault(reason: "\(path.shownAsName) cannot be opened")
        }
        return member
    }

    /// A dataset's shape; nil for a group.
    func shape(of path: String) throws(HDF5Fault) -> [Int]? {
        let type = H5Iget_type(id)
        if type == H5I_GROUP { return nil }
        guard type == H5I_DATASET, let space = Handle(H5Dget_space(id)) else {
            throw HDF5Fault(reason: "\(path.shownAsName) is neither a group nor a dataset")
        }
        let rank = Int(H5Sget_simple_extent_ndims(space.id))
        var sides = [hsize_t](repeating: 0, count: 32)
        guard (0...32).contains(rank), H5Sget_simple_extent_dims(space.id, &sides, nil) == rank,
            sides.prefix(rank).reduce(1, { $0 * Double($1) }) < 0x1p40
        else { throw HDF5Fault(reason: "the shape of \(path.shownAsName) makes no sense") }
        return sides.prefix(rank).map(Int.init)
    }

    /// Throws unless a dataset's values are floating point and lie in this file, all of them, as they are.
    func checkStorage(of path: String, count: Int) throws(HDF5Fault) {
        let name = path.shownAsName
        guard let type = Handle(H5Dget_type(id)), let creation = Handle(H5Dget_create_plist(id)) else {
            throw HDF5Fault(reason: "\(name) is damaged")
        }
        guard H5Tget_class(type.id) == H5T_FLOAT, (2...8).contains(H5Tget_size(type.id)) else {
            throw HDF5Fault(reason: "the values of \(name) are not floating point")
        }
        let layouts = [H5D_COMPACT, H5D_CONTIGUOUS, H5D_CHUNKED]
        guard layouts.contains(H5Pget_layout(creation.id)), H5Pget_external_count(creation.id) == 0 else {
            throw HDF5Fault(reason: "the values of \(name) lie in another file")
        }
        guard H5Pget_nfilters(creation.id) == 0 else {
            throw HDF5Fault(reason: "\(name) is compressed; 'h5repack -f NONE' undoes that")
        }
        guard Int(clamping: H5Dget_storage_size(id)) >= count * H5Tget_size(type.id) else {
            throw HDF5Fault(reason: "\(name) holds fewer values than its shape says")
        }
    }
}

/// The version of the library: `1.10.8`.
public let hdf5Version: String = {
    var parts: (UInt32, UInt32, UInt32) = (0, 0, 0)
    let status = serially { H5get_libversion(&parts.0, &parts.1, &parts.2) }
    return status < 0 ? "unknown" : "\(parts.0).\(parts.1).\(parts.2)"
}()

/// Recursive, because an owner of a handle may let go of it in the midst of a call.
private let lock = NSRecursiveLock()

/// Keeps the library from closing what is open when the process ends; must come before any other call. Nothing here is
/// ever written, and version 1.10 complains on stderr then of each damaged file that it could not open.
private let staysQuietAtExit: Bool = H5dont_atexit() >= 0

/// Runs `body` while no other thread is in the library, and without the library printing what goes wrong.
private func serially<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
    lock.lock()
    defer { lock.unlock() }
    _ = staysQuietAtExit
    fruits_h5_be_silent()
    return try body()
}
