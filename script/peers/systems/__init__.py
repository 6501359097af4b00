"""The peers. Each one's module has its library's VERSION and

    System(convolutions, mode, streams, threads, precision)
        .runners(inputs)     one function a stream, each of which computes the features of `inputs`, scaled images
                             (n, height, width, 3), and returns them

A stream is a batch on its way; `streams` of them are under way at once, with `threads` threads each.
"""

import importlib
from typing import NamedTuple


class Peer(NamedTuple):
    module: str
    modes: list
    """Ways to run the network, of which the search picks the best."""
    slow_modes: list
    """Ways that take a minute to prepare: tried with the best batch alone."""
    precisions: list


PEERS = {
    "TensorFlow": Peer("tensorflow_graph", ["graph", "xla"], [], ["f32", "bf16"]),
    "PyTorch": Peer("pytorch", ["frozen"], ["inductor"], ["f32", "bf16"]),
    "ONNX Runtime": Peer("onnx_runtime", ["all optimisations"], [], ["f32"]),
    "OpenVINO": Peer("open_vino", ["throughput"], [], ["f32", "bf16"]),
}


def load(name):
    """The module of a peer, and with it the library."""
    return importlib.import_module(f"peers.systems.{PEERS[name].module}")
