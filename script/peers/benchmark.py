"""Everything that is measured, in its order, and what the report says of it."""

from statistics import median

import numpy

from . import machine, report
from .contest import AVX2, OURS, OURS_ALONE, Plan, find_best, network_contest, say
from .pca import pca_contest
from .prepare import collect, prepare
from .systems import PEERS
from .whole_job import NETWORK, whole_job_contest
from .workbench import Workbench, WorkbenchFailed

FULL = Plan(batches=[1, 8, 16, 32, 64], search_seconds=1, seconds=4, rounds=5, other_rounds=3, photographs=1024,
            tries_slow_modes=True)
QUICK = Plan(batches=[8, 32], search_seconds=0.5, seconds=1, rounds=1, other_rounds=1, photographs=64,
             tries_slow_modes=False)
UNDER_AVX2 = ["TensorFlow", "PyTorch"]


class Benchmark:
    """One run of everything. Leaves sections of the report, figures for its summary, and the peers' versions."""

    def __init__(self, binary, dataset, folder, plan):
        self.workbench = Workbench(binary, folder / "weights.safetensors", folder)
        self.dataset, self.folder, self.plan = dataset, folder, plan
        self.subject = prepare(self.workbench, dataset, folder, machine.cores())
        self.versions, self.sections, self.figures = {}, [], []

    def run(self):
        rates, tensorflow = self.network_f32()
        self.network_bf16()
        self.two_slots(rates)
        self.jobs(tensorflow)
        self.components(self.whole_run())

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
            avx2 = "TensorFlow" in results and median(results[OURS]) / median(results["TensorFlow"])
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

    def jobs(self, tensorflow):
        photographs = collect(self.dataset, self.folder / "job", self.plan.photographs)
        count = len(list(photographs.iterdir()))
        self.sections += [
            "## The whole job", "",
            f"{count:,} JPEG files to features in memory, decoding included, libraries and network loaded before. "
            "TensorFlow runs in the mode that was its best above, fed by tf.data; Pillow preprocesses for it.", ""]
        say("the whole job")
        plain = self.job(photographs, tensorflow, "none", self.plan.other_rounds)
        self.sections += report.job_section("Without preprocessing", plain)
        share = median(plain[OURS]) / median(plain[NETWORK])
        self.figures.append(("whole job ÷ the network alone", share, "≥", 0.95, "{:.2f}"))
        say("the whole job with preprocessing")
        prepared = self.job(photographs, tensorflow, "equalize,gaussian", 1)
        self.sections += report.job_section("With histogram equalisation and blur", prepared)

    def job(self, photographs, tensorflow, preprocessing, rounds):
        return whole_job_contest(
            self.workbench, self.subject, photographs, tensorflow, preprocessing, self.plan, rounds)

    def components(self, features):
        say("PCA")
        results, k, version = pca_contest(self.workbench, features, self.folder, self.plan.other_rounds)
        self.versions["scikit-learn"] = version
        lines, ratio = report.pca_section(results, k)
        self.sections += [
            "## PCA", "",
            "2777×2048 features: the variance along all axes, and the first 96 axes. What keeps 96 alone does not "
            "give the whole spectrum and takes no part in the comparison.", ""] + lines
        self.figures.append(("PCA: our time ÷ the fastest exact solver's", ratio, "≤", 0.80, "{:.2f}"))

    def whole_run(self):
        """Runs the pipeline over all photographs for the memory that it takes. Returns the features."""
        say("memory of a whole run")
        record, run = self.workbench.run("run", self.dataset)
        what = f"peak memory of a run over {record['counts']['images']:,} photographs, MB"
        self.figures.append((what, record["peakMemoryBytes"] / 1e6, "≤", 700, "{:.0f}"))
        return numpy.load(run / "features.npy")
