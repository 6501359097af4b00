"""What every system is given: photographs, as files and decoded, and weights."""

import shutil
from pathlib import Path

import numpy
from PIL import Image

from .contest import Subject

BATCH = 64
"""Photographs for the network alone."""


def collect(dataset, folder, count):
    """Copies photographs, spread evenly over all there are below `dataset`, into a new folder."""
    paths = sorted(dataset.rglob("*.jpg"), key=lambda path: str(path).encode())
    count = min(count, len(paths))
    folder.mkdir()
    for index in range(count):
        shutil.copy(paths[index * len(paths) // count], folder / f"{index:04}.jpg")
    return folder


def prepare(workbench, dataset, folder, cores):
    photographs = collect(dataset, folder / "photographs", BATCH)
    files = sorted(photographs.iterdir())
    numpy.save(folder / "pixels.npy", numpy.stack([numpy.asarray(Image.open(file).convert("RGB")) for file in files]))
    features = workbench.features(photographs)
    assert len(features) == len(files)
    return Subject(workbench.weights, photographs, folder / "pixels.npy", features, folder, cores)


def find_dataset(root, environment):
    """Where photographs lie, and what they are: those that FRUITS_DATA names, or the repository's."""
    named = environment.get("FRUITS_DATA")
    if not named:
        return root / "sample-data" / "Training", "the rendered photographs of sample-data"
    training = Path(named) / "Training"
    return training if training.is_dir() else Path(named), "photographs of Fruits-360"
