"""What scikit-learn makes of small tables, and of a finished run.

In a venv with numpy and scikit-learn:

    python Tests/Oracles/pca.py                makes Tests/EngineTests/Golden/pca/ anew
    python Tests/Oracles/pca.py --verify RUN   computes RUN/pca/ from RUN/features.npy and prints the differences

Both use PCA(svd_solver="full") in double.
"""

import sys
from pathlib import Path

import numpy as np
from sklearn.decomposition import PCA

GOLDEN = Path(__file__).parent.parent / "EngineTests" / "Golden" / "pca"


def mixed(generator, rows, columns):
    """Correlated columns whose variance falls by a few orders of magnitude."""
    factors = generator.standard_normal((rows, columns)) * np.arange(1, columns + 1) ** -1.2
    return factors @ generator.standard_normal((columns, columns))


def tables():
    """The cases by name, as float32: what feature files hold."""
    generator = np.random.default_rng(20)
    tall = mixed(generator, 60, 24)
    wide = mixed(generator, 20, 40)
    offset = 1e4 + 1e-1 * mixed(generator, 50, 16)
    duplicates = np.repeat(mixed(generator, 10, 12), 3, axis=0)
    constant = mixed(generator, 40, 10)
    constant[:, [0, 4, 9]] = [0, 7.5, -1e6]
    pair = mixed(generator, 2, 6)
    single = mixed(generator, 9, 1)
    # More rows and columns than the program handles in one piece.
    large = np.maximum(mixed(generator, 520, 150), 0)
    return {
        name: table.astype(np.float32)
        for name, table in dict(
            tall=tall, wide=wide, offset=offset, duplicates=duplicates, constant=constant, pair=pair,
            single=single, large=large,
        ).items()
    }


def make():
    for name, table in tables().items():
        folder = GOLDEN / name
        folder.mkdir(parents=True, exist_ok=True)
        pca = PCA(svd_solver="full").fit(table.astype(np.float64))
        # The axes that carry something: those of no variance may be turned at will.
        kept = int((pca.explained_variance_ > 1e-12 * pca.explained_variance_[0]).sum())
        np.save(folder / "features.npy", table)
        np.save(folder / "mean.npy", pca.mean_)
        np.save(folder / "components.npy", pca.components_[:min(kept, 12)])
        np.save(folder / "explained_variance.npy", pca.explained_variance_)
        np.save(folder / "explained_variance_ratio.npy", pca.explained_variance_ratio_)
        print(f"{name}: {table.shape[0]} × {table.shape[1]}, {kept} axes with variance")


def verify(run):
    features = np.load(run / "features.npy")
    ours = {
        name: np.load(run / "pca" / f"{name}.npy")
        for name in ["mean", "components", "explained_variance", "explained_variance_ratio"]
    }
    projection = np.load(run / "projection.npy")
    pca = PCA(svd_solver="full").fit(features.astype(np.float64))
    kept = len(ours["components"])
    leading = int(np.searchsorted(np.cumsum(pca.explained_variance_ratio_), 0.95)) + 1
    compared = min(kept, leading)
    relative = np.abs(ours["explained_variance"] / pca.explained_variance_ - 1)[:leading]
    print(f"{features.shape[0]} × {features.shape[1]}, {kept} components kept, {leading} are 95 %")
    print(f"mean                {np.abs(ours['mean'] - pca.mean_).max():.2e} largest difference")
    print(f"explained variance  {relative.max():.2e} largest relative difference, leading {leading}")
    ratio = np.abs(ours["explained_variance_ratio"] / pca.explained_variance_ratio_ - 1)[:leading]
    print(f"ratio               {ratio.max():.2e} largest relative difference, leading {leading}")
    components = np.abs(ours["components"] - pca.components_[:kept])[:compared]
    print(f"components          {components.max():.2e} largest difference, leading {compared}, signs included")
    theirs = pca.transform(features.astype(np.float64))[:, :compared]
    scale = np.abs(theirs).max()
    print(f"projection          {np.abs(projection[:, :compared] - theirs).max() / scale:.2e} of the largest")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--verify"]:
        verify(Path(sys.argv[2]))
    else:
        make()
