"""ONNX Runtime: every optimisation of the graph; a session for each stream."""

import numpy
import onnxruntime

from .. import onnx_model

VERSION = onnxruntime.__version__


class System:
    def __init__(self, convolutions, mode, streams, threads, precision):
        self.convolutions, self.streams, self.threads = convolutions, streams, threads

    def runners(self, inputs):
        model = onnx_model.serialized(self.convolutions, len(inputs))
        inputs = numpy.ascontiguousarray(inputs.transpose(0, 3, 1, 2))
        return [self.runner(model, inputs) for _ in range(self.streams)]

    def runner(self, model, inputs):
        options = onnxruntime.SessionOptions()
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
        options.intra_op_num_threads = self.threads
        session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        return lambda: session.run(None, {"images": inputs})[0]
