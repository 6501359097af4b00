"""scikit-learn's PCA, in a process of its own, doing what it is told on stdin.

    python -m peers.pca_worker FEATURES

A line of JSON in, one out: {"solver": "full", "type": "float32", "kept": null} → {"milliseconds": 3021.5, "k": 96},
with k the components that explain 95 % of the variance.
"""

import json
import sys
import time

import numpy
import sklearn
from sklearn.decomposition import PCA


def main():
    features = numpy.load(sys.argv[1])
    print(json.dumps({"version": sklearn.__version__}), flush=True)
    for line in sys.stdin:
        task = json.loads(line)
        rows = features.astype(task["type"])
        start = time.perf_counter()
        pca = PCA(task["kept"], svd_solver=task["solver"]).fit(rows)
        seconds = time.perf_counter() - start
        k = int(numpy.searchsorted(numpy.cumsum(pca.explained_variance_ratio_), 0.95) + 1)
        print(json.dumps({"milliseconds": 1000 * seconds, "k": k}), flush=True)


if __name__ == "__main__":
    main()
