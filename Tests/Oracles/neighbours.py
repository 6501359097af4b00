"""What scikit-learn says of nearest neighbours, separating axes and cos² on a made-up run.

In a venv with numpy and scikit-learn:

    python Tests/Oracles/neighbours.py                makes Tests/EngineTests/Golden/neighbours/ anew
    python Tests/Oracles/neighbours.py --verify RUN   prints the accuracies of a finished run at some k

The features are whole numbers from SplitMix64, so that NeighbourStudyTests.swift makes the very same.
"""

import sys
from itertools import combinations
from pathlib import Path

import numpy as np
from sklearn.decomposition import PCA
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.neighbors import KNeighborsClassifier, NearestNeighbors

GOLDEN = Path(__file__).parent.parent / "EngineTests" / "Golden" / "neighbours"
CATEGORIES, PER_CATEGORY, FEATURES = 3, 30, 2048
TRIED, KEPT = 20, 8


class Dice:
    """SplitMix64."""

    def __init__(self, seed):
        self.state = seed

    def up_to(self, limit):
        mask = (1 << 64) - 1
        self.state = (self.state + 0x9E3779B97F4A7C15) & mask
        bits = self.state
        bits = ((bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9) & mask
        bits = ((bits ^ (bits >> 27)) * 0x94D049BB133111EB) & mask
        return (bits ^ (bits >> 31)) % (limit + 1)


def table():
    """Features around a middle for each category; four features in a row move together."""
    dice = Dice(11)
    middles = [[dice.up_to(60) for _ in range(FEATURES // 4)] for _ in range(CATEGORIES)]
    rows = []
    for middle in middles:
        for _ in range(PER_CATEGORY):
            rows.append([value + dice.up_to(600) for value in middle for _ in range(4)])
    return np.array(rows, dtype=np.float32), np.repeat(np.arange(CATEGORIES), PER_CATEGORY)


def held_out(categories):
    """Every fifth of each category."""
    seen, held = {}, np.zeros(len(categories), bool)
    for row, category in enumerate(categories):
        seen[category] = seen.get(category, 0) + 1
        held[row] = seen[category] % 5 == 0
    return held


def nearest(points, categories, held):
    classifier = KNeighborsClassifier(1, algorithm="brute").fit(points[~held], categories[~held])
    return classifier.predict(points[held])


def margin(points, categories, held):
    """How much further the nearest of another category is, at least: what rounding must not reach."""
    distances, rows = NearestNeighbors(n_neighbors=40, algorithm="brute").fit(points[~held]).kneighbors(
        points[held])
    labels = categories[~held][rows]
    gaps = [d[l != l[0]][0] / d[0] - 1 for d, l in zip(distances, labels) if (l != l[0]).any()]
    return min(gaps)


def separation(points, categories, first, second):
    """The Mahalanobis distance of the means of categories 0 and 1 on two components."""
    chosen = categories < 2
    plane = points[chosen][:, [first, second]]
    model = LinearDiscriminantAnalysis(solver="lsqr", store_covariance=True).fit(plane, categories[chosen])
    shift = model.means_[0] - model.means_[1]
    return float(np.sqrt(shift @ np.linalg.solve(model.covariance_, shift)))


def make():
    GOLDEN.mkdir(parents=True, exist_ok=True)
    features, categories = table()
    held = held_out(categories)
    points = PCA(svd_solver="full").fit_transform(features.astype(np.float64))
    predicted = np.stack([nearest(points[:, :k], categories, held) for k in range(1, TRIED + 1)])
    kept = points[:, :KEPT]
    distances, rows = NearestNeighbors(n_neighbors=6, algorithm="brute").fit(kept).kneighbors(kept[7:8])
    pairs = {pair: separation(kept, categories, *pair) for pair in combinations(range(KEPT), 2)}
    best = max(pairs, key=pairs.get)
    cosines = (kept[:, 0] ** 2 + kept[:, 2] ** 2) / (kept ** 2).sum(axis=1)
    files = dict(
        nearest=predicted, nearest_by_features=nearest(features.astype(np.float64), categories, held),
        neighbour_rows=rows[0, 1:], neighbour_distances=distances[0, 1:], advice=[*best, pairs[best]],
        cosines=cosines)
    for name, values in files.items():
        np.save(GOLDEN / f"{name}.npy", np.asarray(values, dtype=np.float64))
    accuracies = (predicted == categories[held]).mean(axis=1)
    print("accuracies", accuracies.round(3), "all", (files["nearest_by_features"] == categories[held]).mean())
    print("smallest margin", min(margin(points[:, :k], categories, held) for k in range(1, TRIED + 1)))
    print("best pair", best, sorted(pairs.values())[-2:])


def verify(run):
    lines = (run / "images.csv").read_text().splitlines()[1:]
    categories = np.array([line.split(",")[2] for line in lines])
    features = np.load(run / "features.npy").astype(np.float64)
    held = held_out(categories)
    points = PCA(svd_solver="full").fit_transform(features)
    everything = nearest(features, categories, held)
    print(f"{held.sum()} held out, all features {(everything == categories[held]).mean():.4f}")
    for k in [1, 2, 3, 5, 10, 20, 45, 100, 200, 512]:
        found = nearest(points[:, :k], categories, held)
        right, other = (found == categories[held]).mean(), (found != everything).sum()
        print(f"k {k:4} accuracy {right:.4f}, {other} of another category than with all features")


if __name__ == "__main__":
    verify(Path(sys.argv[2])) if sys.argv[1:2] == ["--verify"] else make()
