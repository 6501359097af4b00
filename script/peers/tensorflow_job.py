"""The whole job as TensorFlow's users would write it: JPEG files through tf.data into the network.

    python -m peers.tensorflow_job FOLDER WEIGHTS MODE STREAMS THREADS BATCH PREPROCESSING FEATURES

Prints {"rate": 88.1} in images a second, from the first file to the last feature with library and network loaded and
one batch gone through before; writes the features to a .npy file. PREPROCESSING is `none`, or `equalize,gaussian`,
which Pillow does.
"""

import json
import sys
import time
from multiprocessing.pool import ThreadPool
from pathlib import Path

import numpy
import tensorflow
from PIL import Image, ImageFilter, ImageOps

from . import network
from .systems.tensorflow_graph import System


def decoded(path):
    # Without the method, TensorFlow takes a faster one that changes pixels.
    return tensorflow.io.decode_jpeg(tensorflow.io.read_file(path), channels=3, dct_method="INTEGER_ACCURATE")


def preprocessed(path):
    def with_pillow(path):
        image = ImageOps.equalize(Image.open(path.decode()).convert("RGB"))
        return numpy.asarray(image.filter(ImageFilter.GaussianBlur(1)))

    return tensorflow.numpy_function(with_pillow, [path], tensorflow.uint8)


def scaled(pixels):
    pixels = tensorflow.ensure_shape(pixels, (network.SIDE, network.SIDE, 3))
    return tensorflow.cast(tensorflow.reverse(pixels, [2]), tensorflow.float32) - network.MEANS


def main():
    folder, weights, mode, streams, threads, batch, preprocessing, out = sys.argv[1:]
    streams, batch = int(streams), int(batch)
    system = System(network.load(weights), mode, streams, int(threads), "f32")
    function = system.function(batch)
    read = decoded if preprocessing == "none" else preprocessed
    # As many as fill the last batch go through twice, which saves a second network for what is left.
    paths = [str(path) for path in sorted(Path(folder).rglob("*.jpg"), key=lambda path: str(path).encode())]
    padded = paths + paths[:-len(paths) % batch]
    images = tensorflow.data.Dataset.from_tensor_slices(padded)
    images = images.map(lambda path: scaled(read(path)), num_parallel_calls=tensorflow.data.AUTOTUNE)
    batches = images.batch(batch, drop_remainder=True).prefetch(tensorflow.data.AUTOTUNE)
    for warm in batches.take(1):
        function(warm), function(warm)

    start = time.perf_counter()
    if streams == 1:
        features = [function(images).numpy() for images in batches]
    else:
        features = ThreadPool(streams).map(lambda images: function(images).numpy(), batches)
    features = numpy.concatenate(features)[:len(paths)]
    seconds = time.perf_counter() - start
    numpy.save(out, features)
    print(json.dumps({"rate": len(paths) / seconds}))


if __name__ == "__main__":
    main()
