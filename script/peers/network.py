"""ResNet50 as every peer gets it: Keras's variant without the classifier, batch norms folded into the convolutions.

Each peer would fold them by itself; done here, none can miss it. The network is written once, in terms of the few
operations that a peer provides: convolution, ReLU, sum, pooling and mean.
"""

from typing import NamedTuple

import numpy
from safetensors.numpy import load_file

SIDE = 100
FEATURES = 2048
MEANS = numpy.array([103.939, 116.779, 123.68], "float32")
STAGES = [("conv2", 3, 1), ("conv3", 4, 2), ("conv4", 6, 2), ("conv5", 3, 2)]
EPSILON = 1.001e-5


class Convolution(NamedTuple):
    kernel: numpy.ndarray
    """(height, width, input channels, output channels)"""
    bias: numpy.ndarray
    stride: int
    padding: int


def load(path):
    """The convolutions by name, from weights that `workbench model export` wrote."""
    tensors = load_file(path)
    names = [name.removesuffix("_conv/kernel") for name in tensors if name.endswith("_conv/kernel")]
    return {name: fold(tensors, name) for name in names}


def fold(tensors, name):
    value = {key.removeprefix(f"{name}_"): tensor.astype("float64")
             for key, tensor in tensors.items() if key.startswith(f"{name}_")}
    scale = value["bn/gamma"] / numpy.sqrt(value["bn/moving_variance"] + EPSILON)
    kernel = value["conv/kernel"] * scale
    bias = (value["conv/bias"] - value["bn/moving_mean"]) * scale + value["bn/beta"]
    return Convolution(kernel.astype("float32"), bias.astype("float32"), stride(name), kernel.shape[0] // 2)


def stride(name):
    """2 in the first convolution, and where a stage after the first begins: in the first 1×1 and the projection."""
    if name == "conv1":
        return 2
    stage, block, place = name.split("_")
    return dict((s, n) for s, _, n in STAGES)[stage] if block == "block1" and place in "01" else 1


def forward(ops, x):
    """Features of scaled images. `ops` has conv(x, name), relu(x), add(x, y), max_pool(x) and mean(x)."""
    x = ops.max_pool(ops.relu(ops.conv(x, "conv1")))
    for stage, blocks, _ in STAGES:
        for block in range(1, blocks + 1):
            name = f"{stage}_block{block}"
            shortcut = ops.conv(x, f"{name}_0") if block == 1 else x
            x = ops.relu(ops.conv(ops.relu(ops.conv(x, f"{name}_1")), f"{name}_2"))
            x = ops.relu(ops.add(ops.conv(x, f"{name}_3"), shortcut))
    return ops.mean(x)


def scaled(pixels):
    """Photographs as the weights expect them: BGR less ImageNet's means, float32 (n, height, width, 3)."""
    return pixels[..., ::-1].astype("float32") - MEANS
