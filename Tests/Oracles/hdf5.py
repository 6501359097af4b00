"""Small HDF5 files as Keras and h5py write them, for the tests of the reader.

    python Tests/Oracles/hdf5.py --out Tests/EngineTests/Golden/hdf5

Needs a venv with keras, tensorflow and h5py. Not part of CI. Writes a network of one convolution and one batch norm,
named as ResNet50's first, whose values count up from 0, 100, 200 … from variable to variable:

    legacy.h5             the older layout, a group for each layer by its name
    published.h5          the same with the names that published files have (`kernel:0`)
    model.h5              the whole model, the weights in a group of their own
    keras3.weights.h5     Keras 3's layout

and the same as published.h5 with its kernel

    compressed.h5, external.h5, virtual.h5, integers.h5, empty.h5     stored as the name says
    soft.h5, outside.h5   a link, inside the file and to another file
    loop.h5               beside a group that holds itself
    wide.h5               of float64
"""

import argparse
import os
import pathlib

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

import h5py
import keras
import numpy
from keras.src.legacy.saving import legacy_h5_format

ROLES = ["conv1_conv/kernel", "conv1_conv/bias", "conv1_bn/gamma", "conv1_bn/beta", "conv1_bn/moving_mean",
         "conv1_bn/moving_variance"]


def network():
    model = keras.Sequential([
        keras.Input((8, 8, 3)), keras.layers.Conv2D(2, (2, 1), name="conv1_conv"),
        keras.layers.BatchNormalization(name="conv1_bn"), keras.layers.ReLU(name="conv1_relu")])
    values = {}
    for variable in model.weights:
        number = ROLES.index("/".join(variable.path.split("/")[-2:]))
        value = numpy.arange(numpy.prod(variable.shape), dtype="float32") + 100 * number
        variable.assign(value.reshape(variable.shape))
        values[ROLES[number]] = numpy.asarray(variable)
    return model, values


def published(path, values, kernel=None):
    """The published layout; `kernel(group, name, value)` stores the kernel in another way."""
    with h5py.File(path, "w") as file:
        file.attrs["layer_names"] = [b"conv1_conv", b"conv1_bn"]
        for layer in ["conv1_conv", "conv1_bn"]:
            names = [role for role in ROLES if role.startswith(layer)]
            group = file.create_group(layer)
            group.attrs["weight_names"] = [f"{role}:0".encode() for role in names]
            for role in names:
                if kernel and role.endswith("kernel"):
                    kernel(group, f"{role}:0", values[role])
                else:
                    group.create_dataset(f"{role}:0", data=values[role])


def virtual(group, name, value):
    layout = h5py.VirtualLayout(shape=value.shape, dtype="float32")
    layout[...] = h5py.VirtualSource("published.h5", "conv1_conv/conv1_conv/kernel:0", shape=value.shape)
    group.create_virtual_dataset(name, layout)


def loop(group, name, value):
    group.create_dataset(name, data=value)
    group["itself"] = group


def link(target):
    def store(group, name, value):
        group[name] = target
    return store


KERNELS = {
    "compressed": lambda group, name, value: group.create_dataset(name, data=value, compression="gzip"),
    "external": lambda group, name, value: group.create_dataset(
        name, value.shape, "float32", external=[("/etc/passwd", 0, h5py.h5f.UNLIMITED)]),
    "virtual": virtual,
    "integers": lambda group, name, value: group.create_dataset(name, data=value.astype("int32")),
    "empty": lambda group, name, value: group.create_dataset(name, value.shape, "float32"),
    "soft": link(h5py.SoftLink("/conv1_bn/conv1_bn/gamma:0")),
    "outside": link(h5py.ExternalLink("published.h5", "/conv1_conv/conv1_conv/kernel:0")),
    "loop": loop,
    "wide": lambda group, name, value: group.create_dataset(name, data=value.astype("float64")),
}


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--out", type=pathlib.Path, required=True)
    out = options.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    model, values = network()
    with h5py.File(out / "legacy.h5", "w") as file:
        legacy_h5_format.save_weights_to_hdf5_group(file, model)
    model.save(out / "model.h5")
    model.save_weights(out / "keras3.weights.h5")
    published(out / "published.h5", values)
    for name, kernel in KERNELS.items():
        published(out / f"{name}.h5", values, kernel)


if __name__ == "__main__":
    main()
