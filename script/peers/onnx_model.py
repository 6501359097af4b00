"""The network as an ONNX model, for those who read one."""

import onnx
from onnx import TensorProto, helper, numpy_helper

from . import network


class Builder:
    """The network's operations; each adds a node and returns the name of what it makes."""

    def __init__(self, convolutions):
        self.convolutions, self.nodes, self.constants = convolutions, [], []

    def node(self, operation, inputs, **attributes):
        output = f"{operation.lower()}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(operation, inputs, [output], **attributes))
        return output

    def constant(self, name, values):
        self.constants.append(numpy_helper.from_array(values, name))
        return name

    def conv(self, x, name):
        conv = self.convolutions[name]
        kernel = self.constant(f"{name}_kernel", conv.kernel.transpose(3, 2, 0, 1).copy())
        bias = self.constant(f"{name}_bias", conv.bias)
        return self.node("Conv", [x, kernel, bias], kernel_shape=conv.kernel.shape[:2],
                         strides=[conv.stride] * 2, pads=[conv.padding] * 4)

    def relu(self, x):
        return self.node("Relu", [x])

    def add(self, x, y):
        return self.node("Add", [x, y])

    def max_pool(self, x):
        return self.node("MaxPool", [x], kernel_shape=[3, 3], strides=[2, 2], pads=[1] * 4)

    def mean(self, x):
        return self.node("Flatten", [self.node("GlobalAveragePool", [x])])


def serialized(convolutions, batch):
    """For (batch, 3, height, width), as bytes."""
    builder = Builder(convolutions)
    output = network.forward(builder, "images")
    shape = [batch, 3, network.SIDE, network.SIDE]
    graph = helper.make_graph(
        builder.nodes, "resnet50", [helper.make_tensor_value_info("images", TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info(output, TensorProto.FLOAT, [batch, network.FEATURES])], builder.constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    return model.SerializeToString()
