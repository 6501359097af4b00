"""Measures everything and writes BENCHMARKS.md. `script/bench peers` has made what it needs beforehand."""

import argparse
import datetime
import os
import signal
import sys
import tempfile
from pathlib import Path

from . import report
from .benchmark import FULL, QUICK, Benchmark
from .contest import say
from .prepare import find_dataset
from .process import PeerFailed
from .workbench import WorkbenchFailed

ROOT = Path(__file__).resolve().parents[2]


def arguments():
    options = argparse.ArgumentParser(prog="script/bench peers", description=__doc__)
    options.add_argument("--quick", action="store_true", help="a trial of the benchmark itself: its figures say little")
    options.add_argument("--out", type=Path, help="the file to write (BENCHMARKS.md; with --quick, stdout)")
    return options.parse_args()


def measure(options):
    """The report."""
    started, load = datetime.datetime.now(), os.getloadavg()[0]
    dataset, origin = find_dataset(ROOT, os.environ)
    say(f"photographs: {dataset}")
    with tempfile.TemporaryDirectory(prefix="workbench-peers-") as folder:
        benchmark = Benchmark(
            ROOT / ".build/release/workbench", dataset, Path(folder), QUICK if options.quick else FULL)
        benchmark.run()
        minutes = (datetime.datetime.now() - started).total_seconds() / 60
        return report.document(benchmark, f"{started:%Y-%m-%d}", minutes, origin, load)


def main():
    options = arguments()
    # So that peers are ended however we are.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("terminated"))
    try:
        text = measure(options)
    except (PeerFailed, WorkbenchFailed) as reason:
        sys.exit(str(reason))
    if options.quick and not options.out:
        return print(text)
    out = options.out or ROOT / "BENCHMARKS.md"
    out.write_text(text)
    say(f"wrote {out}")


if __name__ == "__main__":
    main()
