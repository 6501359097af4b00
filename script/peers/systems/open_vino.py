"""OpenVINO under its hint for throughput: a request for each that it calls for, on so many streams."""

import io

import numpy
import openvino

from .. import onnx_model

VERSION = openvino.__version__


class System:
    def __init__(self, convolutions, mode, streams, threads, precision):
        self.convolutions = convolutions
        self.settings = {"PERFORMANCE_HINT": "THROUGHPUT", "NUM_STREAMS": str(streams),
                         "INFERENCE_NUM_THREADS": str(streams * threads), "INFERENCE_PRECISION_HINT": precision}

    def runners(self, inputs):
        core = openvino.Core()
        model = core.read_model(io.BytesIO(onnx_model.serialized(self.convolutions, len(inputs))))
        compiled = core.compile_model(model, "CPU", self.settings)
        inputs = numpy.ascontiguousarray(inputs.transpose(0, 3, 1, 2))
        count = compiled.get_property("OPTIMAL_NUMBER_OF_INFER_REQUESTS")
        return [self.runner(compiled.create_infer_request(), inputs) for _ in range(count)]

    def runner(self, request, inputs):
        return lambda: request.infer([inputs], share_inputs=True)[0].copy()
