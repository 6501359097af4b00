"""Measures everything and writes BENCHMARKS.md. `script/bench peers` has made what it needs beforehand."""

import argparse
import datetime
import os
import signal
import sys
import tempfile
from pathlib import Path
from statistics import median

from . import machine, report
from .contest import AVX2, OURS, OURS_ALONE, Plan, find_best, network_contest, say
from .pca import pca_contest
from .prepare import find_dataset, prepare
from .systems import PEERS
from .whole_job import whole_job_contest
from .workbench import Workbench, WorkbenchFailed

ROOT = Path(__file__).resolve().parents[2]
FULL = Plan(batches=[1, 8, 16, 32, 64], search_seconds=1.5, seconds=5, rounds=5, job_rounds=3, is_trial=False)
QUICK = Plan(batches=[8, 32], search_seconds=0.5, seconds=1, rounds=1, job_rounds=1, is_trial=True)
UNDER_AVX2 = ["TensorFlow", "PyTorch"]


class Benchmark:
    """One run of everything, and the text that comes of it."""

    def __init__(self, binary, dataset, folder, plan):
        self.workbench = Workbench(binary, folder / "weights.safetensors", folder)
        self.folder, self.plan = folder, plan
        self.subject = prepare(self.workbench, dataset, folder, machine.cores())
        self.dataset = self.subject.photographs if plan.is_trial else dataset
        self.versions, self.sections, self.figures = {}, [], []

    def run(self):
        rates, tensorflow = self.network_f32()
        self.network_bf16()
        self.two_slots(rates)
        self.components(self.jobs(tensorflow, rates))
        self.memory()

    def entries(self, names, precision, environment={}):
        say(f"finding each peer's best mode in {precision}")
        found = {name: find_best(name, self.subject, self.plan, precision, environment) for name in names}
        for name, entry in found.items():
            if entry:
                self.versions[name] = entry.process.version.split("-")[0]
        return {name: entry for name, entry in found.items() if entry}

    def contest(self, names, precision, title, environment={}):
        """The section of one table. Returns what was measured, our ratio to the fastest peer, and the modes."""
        entries = self.entries(names, precision, environment)
        say(title)
        results = network_contest(self.workbench, self.subject, self.plan, precision, entries, environment)
        lines, ratio = report.network_section(results, entries, self.versions)
        for entry in entries.values():
            entry.process.close()
        self.sections += [f"### {title}", ""] + lines
        return results, ratio, entries

    def network_f32(self):
        self.sections += ["## The network alone", ""]
        names = list(PEERS)
        results, ratio, entries = self.contest(names, "f32", "float32")
        self.figures.append(("f32: ours ÷ the fastest peer", ratio, "≥", 1.20, "{:.2f}"))
        if machine.HAS_AVX512:
            _, avx2, _ = self.contest(UNDER_AVX2, "f32", "float32, no instructions beyond AVX2", AVX2)
        else:
            avx2 = entries.get("TensorFlow") and median(results[OURS]) / median(results["TensorFlow"])
            self.sections += ["This processor has no AVX-512: the table is already the one of AVX2.", ""]
        self.figures.append(("f32 on AVX2: ours ÷ TensorFlow", avx2, "≥", 1.00, "{:.2f}"))
        return results, entries.get("TensorFlow")

    def network_bf16(self):
        ratio = None
        if machine.HAS_BF16:
            try:
                names = [name for name, peer in PEERS.items() if "bf16" in peer.precisions]
                _, ratio, _ = self.contest(names, "bf16", "bfloat16")
            except WorkbenchFailed as refusal:
                self.sections += ["### bfloat16", "", f"Not measured: {refusal}.", ""]
        else:
            self.sections += ["### bfloat16", "", "This processor has no instructions for bfloat16.", ""]
        self.figures.append(("bf16: ours ÷ the fastest peer", ratio, "≥", 1.08, "{:.2f}"))

    def two_slots(self, rates):
        slots = median(rates[OURS]) / median(rates[OURS_ALONE])
        wanted = 0.95 * machine.cores()
        self.figures.append((f"{machine.cores()} slots ÷ one", slots, "≥", wanted, "{:.2f}"))

    def jobs(self, tensorflow, rates):
        """Returns the features of all photographs."""
        self.sections += [
            "## The whole job", "",
            f"{self.count()} JPEG files to features in memory, decoding included, libraries and network loaded "
            "before. TensorFlow runs in the mode that was its best above, fed by tf.data; Pillow preprocesses for it.",
            ""]
        say("the whole job")
        plain, features = self.job(tensorflow, "none", self.plan.job_rounds)
        self.sections += report.job_section("Without preprocessing", plain)
        share = median(plain[OURS]) / median(rates[OURS])
        self.figures.append(("whole job ÷ the network alone", share, "≥", 0.95, "{:.2f}"))
        say("the whole job with preprocessing")
        results, _ = self.job(tensorflow, "equalize,gaussian", 1)
        self.sections += report.job_section("With histogram equalisation and blur", results)
        return features

    def job(self, tensorflow, preprocessing, rounds):
        return whole_job_contest(
            self.workbench, self.dataset, tensorflow, preprocessing, machine.cores(), self.folder, rounds)

    def components(self, features):
        say("PCA")
        results, k, version = pca_contest(self.workbench, features, self.folder, self.plan.rounds)
        self.versions["scikit-learn"] = version
        lines, ratio = report.pca_section(results, k)
        self.sections += [
            "## PCA", "",
            "2777×2048 features: the variance along all axes, and the first 96 axes. What keeps 96 alone does not give "
            "the whole spectrum and takes no part in the comparison.", ""] + lines
        self.figures.append(("PCA: our time ÷ the fastest exact solver's", ratio, "≤", 0.80, "{:.2f}"))

    def memory(self):
        say("memory of a whole run")
        record, _ = self.workbench.run("run", self.dataset)
        megabytes = record["peakMemoryBytes"] / 1e6
        what = f"peak memory of a run over {record['counts']['images']:,} photographs, MB"
        self.figures.append((what, megabytes, "≤", 700, "{:.0f}"))

    def count(self):
        return f"{sum(1 for _ in self.dataset.rglob('*.jpg')):,}"

    def text(self, started, load):
        minutes = (datetime.datetime.now() - started).total_seconds() / 60
        origin = "Fruits-360" if "FRUITS_DATA" in os.environ else "the rendered photographs of sample-data"
        return "\n".join([
            "# Benchmarks", "",
            f"Made by `script/bench peers` on {started:%Y-%m-%d} in {minutes:.0f} minutes, on photographs of {origin}; "
            f"the load of the machine was {load:.1f} when it began.", "",
            *report.summary(self.figures), *METHOD, *self.sections,
            *report.machine_section(self.workbench.doctor(), self.versions)])


METHOD = ["""\
Every system gets the same weights (Keras's variant of ResNet50 without its classifier, 100×100 pixels, batch norms
folded), the same decoded photographs and all cores, and counts only if its features are ours (cosine ≥ 0.99999). The
peers are given their input scaled and in the layout that they like; ours starts from bytes. A search finds each peer's
best mode, batch and number of batches under way at once; ours takes what a run takes. Then all are measured in turn,
each in a process of its own, warmed up, and stopped while it is not its turn. Figures are medians over the rounds.
"""]


def main():
    options = argparse.ArgumentParser(prog="script/bench peers", description=__doc__)
    options.add_argument("--quick", action="store_true", help="a trial of the benchmark itself: its figures say little")
    options.add_argument("--out", type=Path, help="the file to write (BENCHMARKS.md; with --quick, stdout)")
    options = options.parse_args()
    out = options.out or (None if options.quick else ROOT / "BENCHMARKS.md")
    # So that peers are ended however we are.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("terminated"))
    started, load = datetime.datetime.now(), os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="workbench-peers-") as folder:
        dataset = find_dataset(ROOT, os.environ)
        say(f"photographs: {dataset}")
        plan = QUICK if options.quick else FULL
        benchmark = Benchmark(ROOT / ".build/release/workbench", dataset, Path(folder), plan)
        benchmark.run()
        text = benchmark.text(started, load)
    if out:
        out.write_text(text)
        say(f"wrote {out}")
    else:
        print(text)


if __name__ == "__main__":
    main()
