// Weights to safetensors files, which Python's `safetensors` reads as it reads its own.

import Foundation

extension Weights {
    /// Writes every tensor as float32. The file appears under its name only when it is whole.
    ///
    /// - Throws: `WeightsError.unwritable`.
    public func writeSafetensors(to path: String) throws(WeightsError) {
        let temporary = "\(path).\(getpid()).partial"
        do {
            guard let file = fopen(temporary, "wb") else { throw SystemFailure() }
            do {
                try writeSafetensors(to: file)
                guard fflush(file) == 0, fsync(fileno(file)) == 0 else { throw SystemFailure() }
            } catch {
                fclose(file)
                throw error
            }
            guard fclose(file) == 0, rename(temporary, path) == 0 else { throw SystemFailure() }
        } catch {
            unlink(temporary)
            throw .unwritable(path: path, reason: "\(error)")
        }
    }

    private func writeSafetensors(to file: UnsafeMutablePointer<FILE>) throws {
        // Spaces fill the header up, so that the values begin at a multiple of eight.
        var header = Array(safetensorsHeader.utf8)
        header += Array(repeating: UInt8(ascii: " "), count: -header.count & 7)
        try withUnsafeBytes(of: UInt64(header.count).littleEndian) { try write($0, to: file) }
        try header.withUnsafeBytes { try write($0, to: file) }
        for parameter in parameters {
            try tensor(parameter).values.withUnsafeBytes { try write($0, to: file) }
        }
    }

    /// Names, types, shapes and places as JSON. Our names hold nothing that JSON would want escaped.
    private var safetensorsHeader: String {
        var end = 0
        let entries = parameters.map { parameter in
            let start = end
            end += 4 * parameter.count
            let shape = parameter.shape.map(String.init).joined(separator: ",")
            return "\"\(parameter.name)\":{\"dtype\":\"F32\",\"shape\":[\(shape)],"
                + "\"data_offsets\":[\(start),\(end)]}"
        }
        return "{" + entries.joined(separator: ",") + "}"
    }
}

private func write(_ bytes: UnsafeRawBufferPointer, to file: UnsafeMutablePointer<FILE>) throws(SystemFailure) {
    guard fwrite(bytes.baseAddress, 1, bytes.count, file) == bytes.count else { throw SystemFailure() }
}
