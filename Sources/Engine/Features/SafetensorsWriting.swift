// Weights to safetensors files, which Python's `safetensors` reads as it reads its own.

extension Weights {
    /// Writes every tensor as float32, with the names and the order of axes of the library that the variant comes
    /// from. The file appears under its name only when it is whole.
    public func writeSafetensors(to path: String) throws(WeightsError) {
        // Spaces fill the header up, so that the values begin at a multiple of eight.
        var header = Array(safetensorsHeader.utf8)
        header += Array(repeating: UInt8(ascii: " "), count: -header.count & 7)
        let tensors = try parameters.map { parameter throws(WeightsError) in
            (parameter: parameter, values: try tensor(parameter).values)
        }
        do throws(FileError) {
            let file = try AtomicFile(path)
            try file.append([UInt64(header.count).littleEndian])
            try file.append(header)
            for tensor in tensors {
                try file.append(variant.naming.stored(tensor.values, of: tensor.parameter))
            }
            try file.commit()
        } catch {
            throw .file(error)
        }
    }

    /// Names, types, shapes and places as JSON. Our names hold nothing that JSON would want escaped.
    private var safetensorsHeader: String {
        var end = 0
        let entries = parameters.map { parameter in
            let start = end
            end += 4 * parameter.count
            let shape = variant.naming.shape(of: parameter).map(String.init).joined(separator: ",")
            return "\"\(variant.naming.name(of: parameter))\":{\"dtype\":\"F32\",\"shape\":[\(shape)],"
                + "\"data_offsets\":[\(start),\(end)]}"
        }
        return "{" + entries.joined(separator: ",") + "}"
    }
}
