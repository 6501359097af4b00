"""Golden features of torchvision's ResNet50, computed by PyTorch from weights that this program exported.

    workbench model export weights.safetensors --variant torchvision      (seed 42, the default)
    python Tests/Oracles/torchvision.py --weights weights.safetensors --images sample-data/Test \\
        --out Tests/EngineTests/Golden/torchvision

Needs a venv with what `weights.py` needs, where the network is written down. Not part of CI. Writes

    features.npy   float32 (n, 2048): PyTorch's features of n photographs, decoded by Pillow, not preprocessed
    images.json    the photographs' paths from the working directory
"""

import argparse
import json
import pathlib

import numpy
import torch
from PIL import Image
from safetensors.torch import load_file

from weights import TorchNetwork, choose, torch_features


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--weights", required=True)
    options.add_argument("--images", type=pathlib.Path, required=True)
    options.add_argument("--out", type=pathlib.Path, required=True)
    options.add_argument("--count", type=int, default=2)
    options = options.parse_args()

    network = TorchNetwork().eval()
    lacking = network.load_state_dict(load_file(options.weights), strict=False)
    assert not lacking.unexpected_keys
    assert all(name.startswith("fc.") or name.endswith(".num_batches_tracked") for name in lacking.missing_keys)

    paths = choose(options.images, options.count)
    pixels = numpy.stack([numpy.asarray(Image.open(path).convert("RGB")) for path in paths])
    options.out.mkdir(parents=True, exist_ok=True)
    numpy.save(options.out / "features.npy", torch_features(network, pixels, len(pixels)))
    (options.out / "images.json").write_text(json.dumps([path.as_posix() for path in paths]) + "\n")
    print(f"{len(paths)} photographs, PyTorch {torch.__version__}")


if __name__ == "__main__":
    main()
