// Weights from files that others made. Nothing in a file is trusted: its names and shapes are held against the
// network's before a value is made room for.

/// A file of tensors by name. Names and shapes are known from its opening on; the values are read when asked for.
protocol TensorFile {
    var path: String { get }
    /// The shape of each tensor, by its name.
    var shapes: [String: [Int]] { get }
    /// The values of a tensor, row-major, as many as its shape says: ask only for what has a shape you expect.
    func values(of name: String) throws(WeightsError) -> [Float]
}

extension Weights {
    /// Weights from a file: of the variant whose names its tensors have.
    ///
    /// It may be what `writeSafetensors` wrote, a safetensors file of float32, float16 or bfloat16 with the names of
    /// Keras's variables or of torchvision's and timm's modules, or an HDF5 file of Keras, in its older layout or in that
    /// of Keras 3. A classifier is left out.
    ///
    /// - Parameter variant: the variant that it must be of; nil takes either.
    /// - Throws: `WeightsError`, one sentence for whatever keeps these weights from being ResNet50's.
    public init(file path: String, variant: ResNet50.Variant? = nil) throws(WeightsError) {
        let file = try openTensors(path)
        let found = try ResNet50.Variant(of: file)
        if let variant, variant != found {
            throw .otherVariant(path: path, found: found.name, asked: variant.name)
        }
        try self.init(file, ResNet50.parameters(of: found), found)
    }

    init(
        _ file: some TensorFile, _ parameters: [Parameter], _ variant: ResNet50.Variant = .keras
    ) throws(WeightsError) {
        let naming = variant.naming
        let prefix = naming.prefix(of: file.shapes.keys)
        try file.checkNames(against: parameters, naming, prefix)
        var tensors: [Tensor] = []
        for parameter in parameters {
            let values = try file.finiteValues(of: prefix + naming.name(of: parameter))
            tensors.append(Tensor(shape: parameter.shape, values: naming.ours(values, of: parameter)))
        }
        self.init(parameters, variant: variant, tensors: tensors)
    }
}

/// Opens a file of whatever kind its first bytes say.
func openTensors(_ path: String) throws(WeightsError) -> any TensorFile {
    try isHDF5(path) ? KerasFile(path) : SafetensorsFile(path)
}

/// Whether a file begins with HDF5's signature. What is no file, or too short for one, does not.
private func isHDF5(_ path: String) throws(WeightsError) -> Bool {
    let signature: [UInt8] = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]
    do throws(FileError) {
        let file = try ReadableFile(path)
        guard try file.length() != nil else { return false }
        return try file.bytes(signature.count, at: 0) == signature
    } catch { throw .file(error) }
}

extension ResNet50.Variant {
    /// The variant most of whose names are in the file.
    fileprivate init(of file: some TensorFile) throws(WeightsError) {
        var best: (variant: Self, names: Int)?
        for variant in Self.all {
            let prefix = variant.naming.prefix(of: file.shapes.keys)
            let names = ResNet50.parameters(of: variant).count {
                file.shapes[prefix + variant.naming.name(of: $0)] != nil
            }
            if names > best?.names ?? 0 { best = (variant, names) }
        }
        guard let best else { throw .noneOfOurs(path: file.path, first: file.shapes.keys.min()) }
        self = best.variant
    }
}

extension TensorFile {
    /// Throws for the first tensor that is missing, has another shape, or that the network has no place for.
    fileprivate func checkNames(
        against parameters: [Parameter], _ naming: TensorNaming, _ prefix: String
    ) throws(WeightsError) {
        var rest = shapes
        for parameter in parameters {
            let (name, expected) = (prefix + naming.name(of: parameter), naming.shape(of: parameter))
            guard let found = rest.removeValue(forKey: name) else { throw .missing(name, shape: expected) }
            guard found == expected else { throw .wrongShape(name, found: found, expected: expected) }
        }
        let unexpected = rest.filter { name, _ in
            let inNetwork = name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name
            return !naming.isSuperfluous(inNetwork)
        }
        if let first = unexpected.min(by: { $0.key < $1.key }) {
            throw .unexpected(first.key, shape: first.value)
        }
    }

    fileprivate func finiteValues(of name: String) throws(WeightsError) -> [Float] {
        let values = try values(of: name)
        if let index = values.indexOfNotFinite { throw .notFinite(name, index: index) }
        return values
    }
}
