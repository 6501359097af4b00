"""Golden values of ResNet50, computed by Keras from weights that this program exported.

    workbench model export weights.safetensors      (seed 42, the default)
    python Tests/Oracles/resnet50.py --weights weights.safetensors --images sample-data/Test \
        --out Tests/EngineTests/Golden/resnet50

Needs a venv with tensorflow, safetensors and pillow. Not part of CI. Writes

    features.npy   float32 (n, 2048): Keras's features of n photographs, decoded by Pillow, not preprocessed
    golden.json    the photographs' paths from the working directory, the input size, each stage output's
                   mean and standard deviation over all photographs, and each layer's type, output shape and parameters

`--pixels FILE` also writes what Pillow decoded, uint8 (n, side, side, 3), as raw bytes.
"""

import argparse
import json
import os
import pathlib

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

import keras
import numpy
from PIL import Image
from safetensors.numpy import load_file

STAGES = ["conv1_relu", "pool1_pool", "conv2_block3_out", "conv3_block4_out", "conv4_block6_out", "conv5_block3_out"]


def build(weights, size):
    """Keras's own ResNet50 with the tensors of a safetensors file: none missing, none left over."""
    model = keras.applications.ResNet50(
        include_top=False, weights=None, input_shape=(size, size, 3), pooling="avg")
    tensors = load_file(weights)
    assert {variable.path for variable in model.weights} == set(tensors)
    for variable in model.weights:
        assert tuple(variable.shape) == tensors[variable.path].shape, variable.path
        variable.assign(tensors[variable.path])
    trainable = sum(int(numpy.prod(v.shape)) for v in model.trainable_weights)
    assert (model.count_params(), trainable) == (23_587_712, 23_534_592)
    return model


def choose(root, count):
    """Photographs spread evenly over the categories: the first, the middle, … of each in turn, by path."""
    by_category = {}
    for path in sorted(root.rglob("*.jpg")):
        by_category.setdefault(path.parent.name, []).append(path.as_posix())
    each = max(1, count // len(by_category))
    return sorted(p for paths in by_category.values() for p in paths[:: max(1, len(paths) // each)][:each])


def decode(paths, size):
    images = [Image.open(path).convert("RGB") for path in paths]
    assert all(image.size == (size, size) for image in images)
    return numpy.stack([numpy.asarray(image) for image in images])


def layer_row(layer):
    return {"name": layer.name, "type": type(layer).__name__, "shape": list(layer.output.shape[1:]),
            "parameters": layer.count_params()}


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--weights", required=True)
    options.add_argument("--images", type=pathlib.Path, required=True)
    options.add_argument("--out", type=pathlib.Path, required=True)
    options.add_argument("--count", type=int, default=12)
    options.add_argument("--size", type=int, default=100)
    options.add_argument("--pixels", type=pathlib.Path)
    options = options.parse_args()

    model = build(options.weights, options.size)
    paths = choose(options.images, options.count)
    pixels = decode(paths, options.size)
    inputs = keras.applications.resnet50.preprocess_input(pixels.astype("float32"))
    outputs = keras.Model(model.input, [model.get_layer(s).output for s in STAGES] + [model.output])
    *stages, features = [numpy.asarray(output) for output in outputs(inputs, training=False)]

    options.out.mkdir(parents=True, exist_ok=True)
    numpy.save(options.out / "features.npy", features.astype("float32"))
    golden = {
        "images": paths,
        "inputSize": options.size,
        "stages": [{"name": name, "mean": float(values.mean(dtype="float64")),
                    "deviation": float(values.std(dtype="float64"))} for name, values in zip(STAGES, stages)],
        "layers": [layer_row(layer) for layer in model.layers],
    }
    rows = json.dumps(golden).replace('{"name"', '\n  {"name"').replace('], "', '],\n "')
    (options.out / "golden.json").write_text(rows + "\n")
    if options.pixels:
        pixels.tofile(options.pixels)
    print(f"{len(paths)} photographs of {options.size}×{options.size}, Keras {keras.__version__}")


if __name__ == "__main__":
    main()
