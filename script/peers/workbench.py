"""Our program, always the built binary in a process of its own."""

import json
import os
import subprocess

import numpy


class WorkbenchFailed(Exception):
    """What the program said when it refused."""


class Workbench:
    def __init__(self, binary, weights, folder):
        self.binary, self.weights, self.folder = binary, weights, folder
        self.runs = 0
        self.call("model", "export", weights)

    def call(self, *arguments, environment={}):
        done = subprocess.run(
            [self.binary, *map(str, arguments)], capture_output=True, text=True, env={**os.environ, **environment})
        if done.returncode:
            raise WorkbenchFailed(f"workbench {arguments[0]}: {done.stderr.strip()}")
        return done.stdout

    def doctor(self):
        """What the program found on this machine, by name."""
        lines = [line.split(maxsplit=1) for line in self.call("doctor").splitlines()]
        return {line[0]: line[1] for line in lines if len(line) == 2}

    def rate(self, photographs, seconds, slots, precision="f32", environment={}):
        """Images a second through the network."""
        options = [] if precision == "f32" else ["--precision", precision]
        out = self.call("bench", "network", photographs, "--weights", self.weights, "--slots", slots,
                        "--seconds", seconds, "--json", *options, environment=environment)
        return json.loads(out)["imagesPerSecond"]

    def run(self, command, photographs, *options):
        """The record of a run, and its folder."""
        self.runs += 1
        folder = self.folder / f"run-{self.runs}"
        out = self.call(command, photographs, "--weights", self.weights, "--out", folder, "--json", *options)
        return json.loads(out)["run"], folder

    def features(self, photographs):
        _, folder = self.run("features", photographs, "--preprocess", "none")
        return numpy.load(folder / "features.npy")

    def pca(self, features, kept):
        """Milliseconds from the rows to the whole spectrum and `kept` components."""
        out = self.call("bench", "pca", features, "--components", kept, "--rounds", 1, "--json")
        return json.loads(out.splitlines()[-1])["milliseconds"]
