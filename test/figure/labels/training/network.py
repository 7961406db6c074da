"""The network: convolutions over 32 rows down to one, a frame for every four columns, CTC classes in each."""

import torch
from texts import CLASSES
from torch import nn

#: Channels in, channels out, kernel rows and columns, padding, pooling rows and columns behind it.
LAYERS = [
    (1, 12, (3, 3), (1, 1), (2, 2)),
    (12, 24, (3, 3), (1, 1), (2, 1)),
    (24, 48, (3, 3), (1, 1), (2, 2)),
    (48, 64, (3, 3), (1, 1), (2, 1)),
    (64, 104, (2, 3), (0, 1), (1, 1)),
    (104, 104, (1, 5), (0, 2), (1, 1)),
]


def network():
    stages = []
    for inputs, outputs, kernel, padding, pool in LAYERS:
        stages += [nn.Conv2d(inputs, outputs, kernel, padding=padding, bias=False), nn.BatchNorm2d(outputs), nn.ReLU()]
        if pool != (1, 1):
            stages.append(nn.MaxPool2d(pool))
    stages.append(nn.Conv2d(104, len(CLASSES) + 1, 1))
    return nn.Sequential(*stages)


def scores(net, inputs):
    """Log-probabilities, shape (frames, batch, classes)."""
    return net(inputs)[:, :, 0].permute(2, 0, 1).log_softmax(2)


def folded(net):
    """Weights (out, in, rows, columns) and biases with the batch norm in them."""
    layers, stages = [], list(net)
    for k, stage in enumerate(stages):
        if not isinstance(stage, nn.Conv2d):
            continue
        if k + 1 < len(stages) and isinstance(stages[k + 1], nn.BatchNorm2d):
            norm = stages[k + 1]
            gain = norm.weight / torch.sqrt(norm.running_var + norm.eps)
            layers.append((stage.weight * gain[:, None, None, None], norm.bias - norm.running_mean * gain))
        else:
            layers.append((stage.weight, stage.bias))
    return [(w.detach(), b.detach()) for w, b in layers]
