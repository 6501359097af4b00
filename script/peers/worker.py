"""One peer in one mode, in a process of its own, doing what it is told on stdin.

    python -m peers.worker SYSTEM MODE STREAMS THREADS PRECISION WEIGHTS PIXELS

A line of JSON in, one out: {"batch": 16} → {"features": [[…], …]}, of the first photographs, and
{"batch": 16, "seconds": 5} → {"rate": 93.1}, in images a second after a warm-up.
"""

import json
import os
import sys
import threading
import time

import numpy

from . import network, systems

WARM_UP = 1.0


def main():
    name, mode, streams, threads, precision, weights, pixels = sys.argv[1:]
    # What libraries print must not get among the answers.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    module = systems.load(name)
    system = module.System(network.load(weights), mode, int(streams), int(threads), precision)
    images = network.scaled(numpy.load(pixels))
    prepared = {}

    def answer(value):
        print(json.dumps(value), file=answers, flush=True)

    answer({"version": module.VERSION})
    for line in sys.stdin:
        task = json.loads(line)
        batch = task["batch"]
        if batch not in prepared:
            prepared.clear()
            prepared[batch] = system.runners(numpy.resize(images, (batch, *images.shape[1:])))
        if "seconds" in task:
            answer({"rate": rate(prepared[batch], batch, task["seconds"])})
        else:
            answer({"features": prepared[batch][0]().tolist()})


def rate(runners, batch, seconds):
    """Images a second of all streams at once."""
    for run in runners:
        # Some compile in the first run, some in the second.
        run(), run()
    start = time.perf_counter() + WARM_UP
    rates = []

    def work(run):
        while time.perf_counter() < start:
            run()
        begin, done = time.perf_counter(), 0
        while time.perf_counter() < begin + seconds:
            run()
            done += batch
        rates.append(done / (time.perf_counter() - begin))

    if len(runners) == 1:
        work(runners[0])
    else:
        streams = [threading.Thread(target=work, args=[run]) for run in runners]
        for stream in streams:
            stream.start()
        for stream in streams:
            stream.join()
    if len(rates) < len(runners):
        raise RuntimeError("a stream failed")
    return sum(rates)


if __name__ == "__main__":
    main()
