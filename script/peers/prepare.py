"""What every system is given: photographs, as files and decoded, and weights."""

import shutil
from pathlib import Path

import numpy
from PIL import Image

from .contest import Subject

COUNT = 64


def choose(root):
    """Photographs spread evenly over all there are below a folder."""
    paths = sorted(root.rglob("*.jpg"), key=lambda path: str(path).encode())
    count = min(COUNT, len(paths))
    return [paths[i * len(paths) // count] for i in range(count)]


def prepare(workbench, dataset, folder, cores):
    photographs = folder / "photographs"
    photographs.mkdir()
    for index, path in enumerate(choose(dataset)):
        shutil.copy(path, photographs / f"{index:02}.jpg")
    files = sorted(photographs.iterdir())
    numpy.save(folder / "pixels.npy", numpy.stack([numpy.asarray(Image.open(file).convert("RGB")) for file in files]))
    features = workbench.features(photographs)
    assert len(features) == len(files)
    return Subject(workbench.weights, photographs, folder / "pixels.npy", features, folder, cores)


def find_dataset(root, environment):
    """Where photographs lie: Training of what FRUITS_DATA names, or the rendered ones of the repository."""
    named = environment.get("FRUITS_DATA")
    if named:
        return Path(named) / "Training" if (Path(named) / "Training").is_dir() else Path(named)
    return root / "sample-data" / "Training"
