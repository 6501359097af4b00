"""The network alone: finds each peer's best mode, then measures all in turn, round after round."""

import sys
from pathlib import Path
from typing import NamedTuple

import numpy

from .process import PeerFailed, PeerProcess
from .systems import PEERS

OURS = "Fruits! Workbench"
OURS_ALONE = "Fruits! Workbench, one slot"
# A feature of bf16 has eight bits that count.
COSINES = {"f32": 0.99999, "bf16": 0.998}
AVX2 = {"ONEDNN_MAX_CPU_ISA": "AVX2", "DNNL_MAX_CPU_ISA": "AVX2", "ATEN_CPU_CAPABILITY": "avx2"}


class Plan(NamedTuple):
    """How much is measured."""
    batches: list
    search_seconds: float
    seconds: float
    rounds: int
    other_rounds: int
    """Of the whole job and of PCA."""
    photographs: int
    """Of the whole job."""
    tries_slow_modes: bool


class Subject(NamedTuple):
    """What every system gets."""
    weights: str
    photographs: str
    """A folder of JPEG files, in the order of their names."""
    pixels: str
    """The same decoded, uint8 (n, height, width, 3), as .npy."""
    features: numpy.ndarray
    """What we make of them, against which a peer's are checked."""
    folder: Path
    """For what is written on the way."""
    cores: int


class Entry(NamedTuple):
    """A peer's mode, ready to run."""
    process: PeerProcess
    mode: str
    streams: int
    batch: int
    rate: float
    """Images a second in the search."""

    def __str__(self):
        return f"{self.mode}, {self.streams} × batch {self.batch}"


def say(text):
    print(text, file=sys.stderr, flush=True)


def find_best(name, subject, plan, precision, environment={}):
    """The fastest entry of a peer whose features are ours, or None."""
    best = None
    for mode in PEERS[name].modes:
        for streams in sorted({1, subject.cores}):
            best = better(best, tried(name, mode, streams, plan.batches, subject, plan, precision, environment))
    if best and plan.tries_slow_modes:
        for mode in PEERS[name].slow_modes:
            best = better(best, tried(name, mode, 1, [best.batch], subject, plan, precision, environment))
    return best


def better(one, other):
    """The faster of two entries; the other's process ends."""
    if not (one and other):
        return one or other
    slower, faster = sorted([one, other], key=lambda entry: entry.rate)
    slower.process.close()
    return faster


def tried(name, mode, streams, batches, subject, plan, precision, environment):
    """The best batch of one mode."""
    process = None
    try:
        log = f"{subject.folder}/{name}-{mode}-{streams}-{precision}.log".replace(" ", "-")
        process = PeerProcess(
            ["peers.worker", name, mode, streams, max(1, subject.cores // streams), precision, subject.weights,
             subject.pixels], log, environment)
        check(process, name, subject, precision)
        rates = {batch: process.ask(batch=batch, seconds=plan.search_seconds)["rate"] for batch in batches}
    except PeerFailed as reason:
        say(f"  {reason}")
        if process:
            process.close()
        return None
    say(f"  {name}, {mode}, {streams} at once: " + ", ".join(f"{rate:.1f} ({b})" for b, rate in rates.items()))
    batch = max(rates, key=rates.get)
    return Entry(process, mode, streams, batch, rates[batch])


def check(process, name, subject, precision):
    """Fails a peer that computes something else than we do."""
    batch = min(8, len(subject.features))
    theirs, ours = numpy.array(process.ask(batch=batch)["features"]), subject.features[:batch].astype("float64")
    cosine = ((theirs * ours).sum(1) / numpy.linalg.norm(theirs, axis=1) / numpy.linalg.norm(ours, axis=1)).min()
    if not cosine >= COSINES[precision]:
        raise PeerFailed(f"{name}: its features are not ours, cosine {cosine:.6f}")


def take_turns(contestants, rounds):
    """Each contestant's results, round after round; a contestant is a function that measures once. A peer that fails
    is left out."""
    results = {name: [] for name in contestants}
    for number in range(rounds):
        for name in list(results):
            try:
                results[name].append(contestants[name]())
            except PeerFailed as reason:
                say(f"  {reason}")
                del results[name]
        say(f"  round {number + 1} of {rounds}: "
            + ", ".join(f"{name} {values[-1]:.4g}" for name, values in results.items()))
    return results


def network_contest(workbench, subject, plan, precision, entries, environment={}):
    """Images a second of ours and of each entry."""
    options = {"environment": environment, "precision": precision}
    contestants = {
        OURS: lambda: workbench.rate(subject.photographs, plan.seconds, subject.cores, **options),
        OURS_ALONE: lambda: workbench.rate(subject.photographs, plan.seconds, 1, **options),
    }
    for name, entry in entries.items():
        contestants[name] = lambda entry=entry: entry.process.ask(batch=entry.batch, seconds=plan.seconds)["rate"]
    return take_turns(contestants, plan.rounds)
