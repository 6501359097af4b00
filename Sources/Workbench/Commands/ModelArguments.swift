import ArgumentParser
import Engine

/// `--weights`, `--seed` and `--variant`: which network.
struct ModelArguments: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            The network's weights: an HDF5 file of Keras, safetensors with the names of Keras, torchvision or timm, or \
            what 'model export' wrote.
            """,
            valueName: "file"))
    var weights: String?

    @Option(
        help: ArgumentHelp("Seed of random weights, drawn as Keras draws them. (default: 42)", valueName: "n")
    )
    var seed: UInt64?

    @OptionGroup var variant: VariantArgument

    func validate() throws {
        guard weights == nil || seed == nil else {
            throw ValidationError("--weights and --seed exclude each other")
        }
    }

    var source: WeightsSource { weights.map { .file($0) } ?? .random(seed: seed ?? 42) }
}

/// `--variant`.
struct VariantArgument: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The network's variant: keras or torchvision. (default: that of the weights, keras for random ones)",
            valueName: "name"))
    var variant: String?

    func validate() throws {
        guard let variant, value == nil else { return }
        let names = ResNet50.Variant.all.map(\.name).joined(separator: " or ")
        throw ValidationError("--variant must be \(names), not '\(variant.escapingUnprintable)'")
    }

    /// nil where it was not given.
    var value: ResNet50.Variant? { ResNet50.Variant.all.first { $0.name == variant } }
}

/// `--precision`.
struct PrecisionArgument: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            Precision of the network: f32; bf16, on processors that have it; or auto, the fastest that this one has. \
            (default: f32)
            """,
            valueName: "type"))
    var precision: String?

    func validate() throws {
        guard let precision else { return }
        guard precision == "auto" || Precision(rawValue: precision) != nil else {
            throw ValidationError(
                "--precision must be f32, bf16 or auto, not '\(precision.escapingUnprintable)'")
        }
        do { try value.check() } catch { throw ValidationError("--precision \(precision): \(error)") }
    }

    var value: Precision {
        precision == "auto" ? .fastest : precision.flatMap(Precision.init) ?? .float32
    }
}
