"""From JPEG files to features: our `workbench features` beside a straightforward script of TensorFlow."""

import json
import subprocess
import sys

import numpy

from .contest import COSINES, OURS, say, take_turns
from .process import PACKAGE, PeerFailed

TENSORFLOW = "TensorFlow with tf.data"
NETWORK = "Fruits! Workbench, the network alone"


def whole_job_contest(workbench, subject, photographs, entry, preprocessing, plan, rounds):
    """Images a second, decoding included, of ours and of TensorFlow in the mode that was best for the network; and of
    our network alone, in the same rounds."""
    features = {}

    def ours():
        record, run = workbench.run("features", photographs, "--preprocess", preprocessing)
        features[OURS] = numpy.load(run / "features.npy").astype("float64")
        return record["counts"]["images"] / record["seconds"]["features"]

    def network():
        return workbench.rate(subject.photographs, plan.seconds, subject.cores)

    def theirs():
        out = subject.folder / "tensorflow.npy"
        threads = max(1, subject.cores // entry.streams)
        arguments = [photographs, workbench.weights, entry.mode, entry.streams, threads, entry.batch,
                     preprocessing, out]
        done = subprocess.run([sys.executable, "-m", "peers.tensorflow_job", *map(str, arguments)],
                              cwd=PACKAGE.parent, capture_output=True, text=True)
        if done.returncode:
            raise PeerFailed(f"{TENSORFLOW}: {done.stderr.strip().splitlines()[-1]}")
        features[TENSORFLOW] = numpy.load(out).astype("float64")
        return json.loads(done.stdout.splitlines()[-1])["rate"]

    contestants = {OURS: ours, NETWORK: network, **({TENSORFLOW: theirs} if entry else {})}
    results = take_turns(contestants, rounds)
    # Pillow's blur is another than ours, so that only what was not preprocessed can be held against it.
    if TENSORFLOW in results and preprocessing == "none":
        check(features[OURS], features[TENSORFLOW])
    return results


def check(ours, theirs):
    cosine = ((ours * theirs).sum(1) / numpy.linalg.norm(ours, axis=1) / numpy.linalg.norm(theirs, axis=1)).min()
    say(f"  features of the whole job: cosine of the worst image {cosine:.7f}")
    if not cosine >= COSINES["f32"]:
        raise PeerFailed(f"{TENSORFLOW}: its features are not ours, cosine {cosine:.6f}")
