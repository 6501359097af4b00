"""A peer's process, as the contest sees it. Stopped whenever it is not asked, so that no idle thread of it spins."""

import atexit
import json
import os
import pathlib
import select
import signal
import subprocess
import sys

PACKAGE = pathlib.Path(__file__).parent


class PeerFailed(Exception):
    """A peer cannot do what it was asked; says why."""


class PeerProcess:
    def __init__(self, arguments, log, environment={}, patience=600):
        """`arguments`: a module of this package and what follows it."""
        self.name, self.log, self.patience = " ".join(map(str, arguments[:3])), log, patience
        # Large blocks are kept rather than given back to the system after each batch, which is worth much to some.
        kept = {"MALLOC_MMAP_THRESHOLD_": "1073741824", "MALLOC_TRIM_THRESHOLD_": "4294967296"}
        self.errors = open(log, "w")
        self.process = subprocess.Popen(
            [sys.executable, "-m", *map(str, arguments)], cwd=PACKAGE.parent, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=self.errors, env={**os.environ, **kept, **environment}, text=True)
        # A process that is stopped would outlive us.
        atexit.register(self.close)
        self.version = self.answer()["version"]

    def ask(self, **task):
        self.process.send_signal(signal.SIGCONT)
        try:
            self.process.stdin.write(json.dumps(task) + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            raise PeerFailed(f"{self.name}: {self.last_words()}") from None
        return self.answer()

    def answer(self):
        ready, _, _ = select.select([self.process.stdout], [], [], self.patience)
        line = self.process.stdout.readline() if ready else ""
        if not line:
            self.close()
            reason = self.last_words() if ready else f"no answer in {self.patience} s"
            raise PeerFailed(f"{self.name}: {reason}")
        self.process.send_signal(signal.SIGSTOP)
        return json.loads(line)

    def last_words(self):
        lines = pathlib.Path(self.log).read_text(errors="replace").split("\n")
        return next((line for line in reversed(lines) if line.strip()), "ended without a word")

    def close(self):
        self.process.kill()
        self.process.wait()
        self.errors.close()
