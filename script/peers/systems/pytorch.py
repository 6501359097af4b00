"""PyTorch, channels last: frozen and optimised TorchScript, or compiled by Inductor with frozen weights."""

import warnings

import torch

from .. import network

VERSION = torch.__version__


class Network(torch.nn.Module):
    """(n, 3, height, width) to (n, 2048)."""

    def __init__(self, convolutions):
        super().__init__()
        self.layers = torch.nn.ModuleDict({name: layer(conv) for name, conv in convolutions.items()})

    def forward(self, x):
        return network.forward(self, x)

    def conv(self, x, name):
        return self.layers[name](x)

    def relu(self, x):
        return torch.relu(x)

    def add(self, x, y):
        return x + y

    def max_pool(self, x):
        return torch.nn.functional.max_pool2d(x, 3, 2, 1)

    def mean(self, x):
        return x.mean((2, 3))


def layer(conv):
    outputs, inputs, side, _ = conv.kernel.transpose(3, 2, 0, 1).shape
    made = torch.nn.Conv2d(inputs, outputs, side, conv.stride, conv.padding)
    made.weight.data.copy_(torch.from_numpy(conv.kernel.transpose(3, 2, 0, 1).copy()))
    made.bias.data.copy_(torch.from_numpy(conv.bias))
    return made


class System:
    def __init__(self, convolutions, mode, streams, threads, precision):
        self.mode, self.streams, self.threads = mode, streams, threads
        self.type = torch.bfloat16 if precision == "bf16" else torch.float32
        module = Network(convolutions).eval().to(self.type)
        self.module = module.to(memory_format=torch.channels_last)
        torch.set_num_threads(threads)

    @torch.no_grad()
    def prepared(self, inputs):
        if self.mode == "inductor":
            return torch.compile(self.module, options={"freezing": True})
        with warnings.catch_warnings():
            # TorchScript is on its way out and says so at every turn; it is still the fastest for some.
            warnings.simplefilter("ignore")
            return torch.jit.optimize_for_inference(torch.jit.freeze(torch.jit.trace(self.module, inputs)))

    def runners(self, inputs):
        inputs = torch.from_numpy(inputs.transpose(0, 3, 1, 2)).to(self.type)
        inputs = inputs.contiguous(memory_format=torch.channels_last)
        module = self.prepared(inputs)

        def run():
            # Settings of the calling thread, both of them.
            if torch.get_num_threads() != self.threads:
                torch.set_num_threads(self.threads)
            with torch.inference_mode(self.mode != "inductor"), torch.no_grad():
                return module(inputs).float().numpy()

        return [run] * self.streams
