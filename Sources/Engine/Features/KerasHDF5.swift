// Keras's HDF5 files of weights. There are two layouts: the older has a group for each layer, by its name; the one of
// Keras 3 (`.weights.h5`) has a group for each layer by its class and number. The program's names for both are those of
// the variables: `conv1_conv/kernel`.

/// A file that Keras wrote, its tensors under the names of the variables.
final class KerasFile: TensorFile {
    let path: String
    let shapes: [String: [Int]]
    private let file: HDF5File
    /// The path of each tensor's dataset.
    private let datasets: [String: String]

    init(_ path: String) throws(WeightsError) {
        self.path = path
        do throws(HDF5Fault) { file = try HDF5File(path) } catch {
            throw .malformed(path: path, kind: "HDF5", reason: error.reason)
        }
        let variables = KerasVariables()
        var (shapes, datasets): ([String: [Int]], [String: String]) = ([:], [:])
        for (dataset, shape) in file.shapes.sorted(by: { $0.key < $1.key }) {
            var name = variables.name(of: dataset)
            if shapes[name] != nil { name = dataset }
            (shapes[name], datasets[name]) = (shape, dataset)
        }
        (self.shapes, self.datasets) = (shapes, datasets)
    }

    func values(of name: String) throws(WeightsError) -> [Float] {
        guard let dataset = datasets[name] else { throw .missing(name, shape: []) }
        do throws(HDF5Fault) { return try file.floats(of: dataset) } catch {
            throw .malformed(path: path, kind: "HDF5", reason: error.reason)
        }
    }
}

/// Which variable of the network a dataset holds.
struct KerasVariables {
    /// The layers that have variables, by name.
    private let layers: Set<Substring>
    /// Names of variables, for each layer of a class in the network's order: `["batch_normalization"][0][1]`.
    private let byClass: [String: [[String]]]

    init() {
        let parameters = ResNet50.parameters()
        layers = Set(parameters.map { Substring($0.layer) })
        var byClass: [String: [[String]]] = [:]
        var last: String?
        for parameter in parameters {
            let isConvolution = parameter.role == .kernel || parameter.role == .bias
            let kind = isConvolution ? "conv2d" : "batch_normalization"
            if parameter.layer != last { byClass[kind, default: []].append([]) }
            last = parameter.layer
            let count = byClass[kind, default: []].count
            byClass[kind]?[count - 1].append(parameter.name)
        }
        self.byClass = byClass
    }

    /// The variable's name, or the dataset's own path where the network has no such variable.
    func name(of dataset: String) -> String {
        let parts = dataset.split(separator: "/")
        return numbered(parts) ?? named(parts) ?? dataset
    }

    /// `…/conv2d_1/vars/0`: the first variable of the second convolution.
    private func numbered(_ parts: [Substring]) -> String? {
        guard parts.count >= 3, parts[parts.count - 2] == "vars", let variable = Int(parts[parts.count - 1])
        else { return nil }
        let group = parts[parts.count - 3]
        for (kind, layers) in byClass where group.hasPrefix(kind) {
            let number = group.dropFirst(kind.count)
            let layer = number.isEmpty ? 0 : number.first == "_" ? Int(number.dropFirst()) : nil
            guard let layer, layers.indices.contains(layer), layers[layer].indices.contains(variable) else {
                return nil
            }
            return layers[layer][variable]
        }
        return nil
    }

    /// `conv1_conv/conv1_conv/kernel:0`, also below `model_weights`: the layer's name, and the variable's at the end.
    private func named(_ parts: [Substring]) -> String? {
        guard let layer = parts.first(where: layers.contains), let last = parts.last else { return nil }
        return "\(layer)/\(last.hasSuffix(":0") ? last.dropLast(2) : last)"
    }
}
