"""Features of weights that people have, held against Keras and PyTorch in float32.

    swift build -c release --product workbench
    python Tests/Oracles/weights.py --workbench .build/release/workbench --images sample-data/Test

Needs a venv with keras, tensorflow, torch, safetensors, h5py and pillow. Not part of CI. Makes, in a temporary folder,

- the network of `keras.applications` with batch norms that do something, saved by Keras in each of its formats and as
  safetensors;
- torchvision's ResNet50 (v1.5), written here anew in PyTorch, saved as safetensors in float32, float16 and bfloat16,
  bare and below a prefix,

runs `workbench features` on each, without preprocessing, and compares what comes out with what the library itself
computes, both in batches of 1, 7 and 32: per image the cosine, and over all features the largest difference as a share of the
feature, or of a hundredth of the image's largest where the feature is smaller. Fails where they are not within the
bounds. `--sizes 64,100,224` enlarges or shrinks the photographs with Pillow first.
"""

import argparse
import os
import pathlib
import subprocess
import tempfile

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

import h5py
import keras
import numpy
import torch
from keras.src.legacy.saving import legacy_h5_format
from PIL import Image
from safetensors.numpy import save_file
from safetensors.torch import save_file as save_torch

BATCHES = [1, 7, 32]


def random_value(rng, role, shape):
    """Statistics away from where training starts, so that each part of a batch norm counts."""
    ranges = {"gamma": (0.3, 0.9), "beta": (-0.2, 0.3), "bias": (-0.1, 0.1), "moving_mean": (-0.3, 0.3),
              "moving_variance": (0.5, 1.5)}
    return rng.uniform(*ranges[role], shape).astype("float32")


class Bottleneck(torch.nn.Module):
    """torchvision's: the stride is the 3×3's."""

    def __init__(self, channels, filters, stride):
        super().__init__()
        self.conv1 = torch.nn.Conv2d(channels, filters, 1, bias=False)
        self.bn1 = torch.nn.BatchNorm2d(filters)
        self.conv2 = torch.nn.Conv2d(filters, filters, 3, stride=stride, padding=1, bias=False)
        self.bn2 = torch.nn.BatchNorm2d(filters)
        self.conv3 = torch.nn.Conv2d(filters, 4 * filters, 1, bias=False)
        self.bn3 = torch.nn.BatchNorm2d(4 * filters)
        self.downsample = None
        if channels != 4 * filters:
            self.downsample = torch.nn.Sequential(
                torch.nn.Conv2d(channels, 4 * filters, 1, stride=stride, bias=False),
                torch.nn.BatchNorm2d(4 * filters))

    def forward(self, x):
        shortcut = x if self.downsample is None else self.downsample(x)
        x = torch.relu(self.bn1(self.conv1(x)))
        x = torch.relu(self.bn2(self.conv2(x)))
        return torch.relu(self.bn3(self.conv3(x)) + shortcut)


class TorchNetwork(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = torch.nn.Conv2d(3, 64, 7, stride=2, padding=3, bias=False)
        self.bn1 = torch.nn.BatchNorm2d(64)
        channels = 64
        for stage, (blocks, filters) in enumerate([(3, 64), (4, 128), (6, 256), (3, 512)], start=1):
            layers = []
            for block in range(blocks):
                layers.append(Bottleneck(channels, filters, 2 if block == 0 and stage > 1 else 1))
                channels = 4 * filters
            setattr(self, f"layer{stage}", torch.nn.Sequential(*layers))
        self.fc = torch.nn.Linear(2048, 1000)

    def forward(self, x):
        x = torch.relu(self.bn1(self.conv1(x)))
        x = torch.nn.functional.max_pool2d(x, 3, stride=2, padding=1)
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        return x.mean((2, 3))


def torch_network(rng):
    torch.manual_seed(1)
    network = TorchNetwork().eval()
    roles = {"weight": "gamma", "bias": "beta", "running_mean": "moving_mean", "running_var": "moving_variance"}
    for module in network.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            for name, role in roles.items():
                value = getattr(module, name)
                value.data.copy_(torch.from_numpy(random_value(rng, role, tuple(value.shape))))
    return network


def torch_features(network, pixels, batch):
    mean, deviation = torch.tensor([0.485, 0.456, 0.406]), torch.tensor([0.229, 0.224, 0.225])
    inputs = ((torch.from_numpy(pixels).float() / 255 - mean) / deviation).permute(0, 3, 1, 2)
    with torch.no_grad():
        parts = [network(inputs[i:i + batch]) for i in range(0, len(inputs), batch)]
    return torch.cat(parts).numpy()


def keras_network(rng, size):
    network = keras.applications.ResNet50(
        include_top=False, weights=None, input_shape=(size, size, 3), pooling="avg")
    for variable in network.weights:
        role = variable.path.split("/")[-1]
        if role != "kernel":
            variable.assign(random_value(rng, role, tuple(variable.shape)))
    return network


def keras_features(network, pixels, batch):
    inputs = keras.applications.resnet50.preprocess_input(pixels.astype("float32"))
    parts = [numpy.asarray(network(inputs[i:i + batch], training=False)) for i in range(0, len(inputs), batch)]
    return numpy.concatenate(parts)


def keras_files(network, folder):
    """The network in each form that Keras gives it, by what it is."""
    save_file({v.path: numpy.asarray(v) for v in network.weights}, folder / "keras.safetensors")
    yield "keras safetensors", folder / "keras.safetensors"
    with h5py.File(folder / "legacy.h5", "w") as file:
        legacy_h5_format.save_weights_to_hdf5_group(file, network)
    yield "keras legacy", folder / "legacy.h5"
    network.save_weights(folder / "network.weights.h5")
    yield "keras weights.h5", folder / "network.weights.h5"
    network.save(folder / "model.h5")
    yield "keras model.h5", folder / "model.h5"


def torch_files(network, folder):
    """The network in each form that PyTorch's users give it, with the numbers that are left after rounding."""
    state = {name: value.contiguous() for name, value in network.state_dict().items()}
    for name, dtype in [("f32", torch.float32), ("f16", torch.float16), ("bf16", torch.bfloat16)]:
        stored = {k: v.to(dtype) if v.is_floating_point() else v for k, v in state.items()}
        prefix = "" if name == "f32" else f"model.{name}."
        path = folder / f"torchvision-{name}.safetensors"
        save_torch({prefix + k: v for k, v in stored.items()}, path)
        rounded = TorchNetwork().eval()
        rounded.load_state_dict({k: v.float() if v.is_floating_point() else v for k, v in stored.items()})
        yield f"torchvision {name}", path, rounded


def choose(root, count):
    """Photographs spread evenly over all there are."""
    paths = sorted(root.rglob("*.jpg"), key=lambda path: path.as_posix().encode())
    return [paths[i * len(paths) // count] for i in range(count)]


def run(workbench, photographs, weights, size, partitions, out):
    """The features of the photographs, in the order of their paths."""
    subprocess.run([workbench, "features", photographs, "--weights", weights, "--preprocess", "none", "--input-size",
                    str(size), "--partitions", str(partitions), "--out", out], check=True, capture_output=True)
    return numpy.load(out / "features.npy")


def compare(name, size, batch, ours, theirs):
    ours, theirs = ours.astype("float64"), theirs.astype("float64")
    floor = 0.01 * numpy.abs(theirs).max(axis=1, keepdims=True)
    relative = (numpy.abs(ours - theirs) / numpy.maximum(numpy.abs(theirs), floor)).max()
    cosine = ((ours * theirs).sum(1) / numpy.linalg.norm(ours, axis=1) / numpy.linalg.norm(theirs, axis=1)).min()
    good = relative <= 1e-3 and cosine >= 0.999999
    print(f"{name:22} {size:4} px  {len(ours):3} images  batch {batch:2}  relative {relative:.2e}  "
          f"cosine 1 − {1 - cosine:.1e}  {'ok' if good else 'TOO FAR'}", flush=True)
    return good


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--workbench", type=pathlib.Path, required=True)
    options.add_argument("--images", type=pathlib.Path, required=True)
    options.add_argument("--count", type=int, default=64)
    options.add_argument("--sizes", default="100")
    options = options.parse_args()
    good = True
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for size in map(int, options.sizes.split(",")):
            rng = numpy.random.default_rng(1)
            photographs, pixels = folder / f"photographs-{size}", []
            photographs.mkdir()
            for index, path in enumerate(choose(options.images, options.count)):
                # Written once; from here on both sides decode the same file.
                image = Image.open(path).convert("RGB").resize((size, size), Image.BILINEAR)
                image.save(photographs / f"{index:03}.jpg", quality=95)
                pixels.append(numpy.asarray(Image.open(photographs / f"{index:03}.jpg")))
            pixels = numpy.stack(pixels)

            cases = [(name, path, torch_features, network)
                     for name, path, network in torch_files(torch_network(rng), folder)]
            network = keras_network(rng, size)
            cases += [(name, path, keras_features, network) for name, path in keras_files(network, folder)]
            expected = {}
            for name, path, features, network in cases:
                for batch in BATCHES:
                    # So many partitions that none holds more images than the batch.
                    partitions = -(-options.count // batch)
                    out = folder / f"run-{size}-{batch}-{name.replace(' ', '-')}"
                    ours = run(options.workbench, photographs, path, size, partitions, out)
                    key = (id(network), batch)
                    if key not in expected:
                        expected[key] = features(network, pixels, batch)
                    good &= compare(name, size, batch, ours, expected[key])
    raise SystemExit(0 if good else 1)


if __name__ == "__main__":
    main()
