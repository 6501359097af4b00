"""What was measured, as BENCHMARKS.md."""

from statistics import median

from . import machine
from .contest import OURS, OURS_ALONE
from .pca import PARTIAL, SOLVERS

METHOD = """\
Every system gets the same weights (Keras's variant of ResNet50 without its classifier, 100×100 pixels, batch norms
folded), the same decoded photographs and all cores, and counts only if its features are ours (cosine ≥ 0.99999). The
peers are given their input scaled and in the layout that they like; ours starts from bytes. A search finds each peer's
best mode, batch and number of batches under way at once; ours takes what a run takes. Then all are measured in turn,
each in a process of its own, warmed up, and stopped while it is not its turn. Figures are medians over the rounds.
"""


def table(header, rows):
    lines = [header, ["---"] * len(header), *rows]
    return ["| " + " | ".join(map(str, line)) + " |" for line in lines] + [""]


def spread(values, digits=1):
    """The least and the largest."""
    return f"{min(values):.{digits}f}–{max(values):.{digits}f}"


def network_section(results, entries, versions):
    """The table of one precision, and our ratio to the fastest peer; without peers no ratio."""
    peers = [name for name in results if name in entries]
    rows = []
    for name in [OURS, OURS_ALONE, *sorted(peers, key=lambda name: -median(results[name]))]:
        how = f"{entries[name]}" if name in entries else "as a run does it"
        ratio = f"{median(results[OURS]) / median(results[name]):.2f}"
        rows.append([f"{name} {versions.get(name, '')}".strip(), how, f"{median(results[name]):.1f}",
                     spread(results[name]), ratio])
    lines = table(["system", "mode", "images/s", "least–most", "ours ÷ this"], rows)
    best = max((median(results[name]) for name in peers), default=None)
    return lines, best and median(results[OURS]) / best


def job_section(title, results):
    rows = [[name, f"{median(values):.1f}", spread(values), f"{median(results[OURS]) / median(values):.2f}"]
            for name, values in results.items()]
    return [f"### {title}", ""] + table(["", "images/s", "least–most", "ours ÷ this"], rows)


def pca_section(results, k):
    rows = []
    for name, values in results.items():
        found = "" if name in PARTIAL or name == OURS else k[name]
        rows.append([name if name == OURS else f"scikit-learn, {name}", f"{median(values):.0f}",
                     spread(values, 0), found, f"{median(results[OURS]) / median(values):.2f}"])
    lines = table(["solver", "ms", "least–most", "components for 95 %", "ours ÷ this"], rows)
    best = min((name for name in SOLVERS if name in results), key=lambda name: median(results[name]))
    return lines, median(results[OURS]) / median(results[best])


def summary(figures):
    """`figures`: what, the measured figure or nothing, the sign and bound that are wanted, digits and unit."""
    rows = []
    for what, value, sign, bound, form in figures:
        if not value:
            rows.append([what, "not measured here", f"{sign} {form.format(bound)}", ""])
            continue
        good = value >= bound if sign == "≥" else value <= bound
        rows.append([what, form.format(value), f"{sign} {form.format(bound)}", "yes" if good else "no"])
    return table(["", "measured", "wanted", "reached"], rows)


def machine_section(ours, versions):
    lines = table(["", ""], [
        ["processor", f"{machine.model()}, {machine.cores()} cores"],
        ["instruction sets", machine.instruction_sets()],
        ["memory", machine.memory()],
        ["system", machine.system()],
        ["oneDNN", ours.get("oneDNN", "")],
        ["OpenBLAS", ours.get("OpenBLAS", "")],
        *([name, version] for name, version in versions.items()),
    ])
    return ["## The machine", ""] + lines


def document(benchmark, day, minutes, origin, load):
    return "\n".join([
        "# Benchmarks", "",
        f"Made by `script/bench peers` on {day} in {minutes:.0f} minutes, on {origin}; the load of the machine was "
        f"{load:.1f} when it began.", "",
        *summary(benchmark.figures), METHOD, *benchmark.sections,
        *machine_section(benchmark.workbench.doctor(), benchmark.versions)])
