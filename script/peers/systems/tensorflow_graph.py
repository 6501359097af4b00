"""TensorFlow: a function with the weights as constants, through Grappler and oneDNN, or compiled by XLA."""

import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "1")

import tensorflow

from .. import network

VERSION = tensorflow.__version__


class Operations:
    """The network's operations on (n, height, width, channels)."""

    def __init__(self, convolutions):
        self.convolutions = convolutions

    def conv(self, x, name):
        conv = self.convolutions[name]
        margin = [conv.padding, conv.padding]
        y = tensorflow.nn.conv2d(x, conv.kernel, conv.stride, [[0, 0], margin, margin, [0, 0]])
        return tensorflow.nn.bias_add(y, conv.bias)

    def relu(self, x):
        return tensorflow.nn.relu(x)

    def add(self, x, y):
        return x + y

    def max_pool(self, x):
        # After a ReLU a margin of zeros is as good as none.
        return tensorflow.nn.max_pool2d(tensorflow.pad(x, [[0, 0], [1, 1], [1, 1], [0, 0]]), 3, 2, "VALID")

    def mean(self, x):
        return tensorflow.reduce_mean(x, [1, 2])


class System:
    def __init__(self, convolutions, mode, streams, threads, precision):
        tensorflow.config.threading.set_intra_op_parallelism_threads(threads)
        tensorflow.config.threading.set_inter_op_parallelism_threads(streams)
        if precision == "bf16":
            tensorflow.config.optimizer.set_experimental_options({"auto_mixed_precision_onednn_bfloat16": True})
        self.operations, self.mode, self.streams = Operations(convolutions), mode, streams

    def function(self, batch):
        """The network for so many images; a tensor in, a tensor out."""
        shape = tensorflow.TensorSpec((batch, network.SIDE, network.SIDE, 3), tensorflow.float32)
        function = tensorflow.function(
            lambda x: network.forward(self.operations, x), [shape], jit_compile=self.mode == "xla")
        return function.get_concrete_function()

    def runners(self, inputs):
        function, inputs = self.function(len(inputs)), tensorflow.constant(inputs)
        return [lambda: function(inputs).numpy()] * self.streams
