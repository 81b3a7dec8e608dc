"""
Makes test/goldens/encoders.json: one step of ResNet-50 and of the MLP head in PyTorch in float64.

    python make-encoders.py > encoders.json

Needs torch and torchvision (for its ResNet-50, whose architecture is the reference). Weights are the noise of
test/helpers/noise.ts, numbered as in test/helpers/golden-weights.ts: convolutions in the order of the forward pass, a
shortcut after the body of its block. The loss is cross-entropy of z @ bank.T / 0.2 with image i at row 3 i.
"""

import json
import math

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F
from torchvision.models import resnet50

torch.set_default_dtype(torch.float64)


def noise(shape, seed, scale=1.0):
    """Uniform noise from mulberry32(seed), row-major, of standard deviation `scale`, rounded to single precision."""
    count = math.prod(shape)
    mask = np.uint64(0xFFFFFFFF)
    steps = np.arange(1, count + 1, dtype=np.uint64)
    with np.errstate(over="ignore"):
        state = (np.uint64(seed) + steps * np.uint64(0x6D2B79F5)) & mask
        mixed = ((state ^ (state >> np.uint64(15))) * (state | np.uint64(1))) & mask
        more = ((mixed ^ (mixed >> np.uint64(7))) * (mixed | np.uint64(61))) & mask
        mixed = mixed ^ ((mixed + more) & mask)
        unit = ((mixed ^ (mixed >> np.uint64(14))) & mask).astype(np.float64) / 2**32
    values = ((2 * unit - 1) * math.sqrt(3) * scale).astype(np.float32).astype(np.float64)
    return torch.tensor(values.reshape(shape))


class Conv4(nn.Module):
    """Four 3x3 convolutions of stride 2 with batch norm, pooled over all places."""

    def __init__(self):
        super().__init__()
        widths = (32, 64, 128, 256)
        layers = []
        for inputs, outputs in zip((3, *widths), widths):
            convolution = nn.Conv2d(inputs, outputs, 3, stride=2, padding=1, bias=False)
            layers += [convolution, nn.BatchNorm2d(outputs), nn.ReLU()]
        self.maps = nn.Sequential(*layers)
        self.fc = nn.Identity()

    def forward(self, x):
        return self.fc(self.maps(x).mean((2, 3)))


def fill(linear, seed, gain):
    inputs = linear.in_features
    linear.weight.copy_(noise((inputs, linear.out_features), seed, math.sqrt(gain / inputs)).T)
    linear.bias.copy_(noise((linear.out_features,), seed + 1, 0.01))


def set_weights(model):
    convolutions = [module for module in model.modules() if isinstance(module, nn.Conv2d)]
    *hidden, head = [module for module in model.modules() if isinstance(module, nn.Linear)]
    with torch.no_grad():
        for i, convolution in enumerate(convolutions):
            outputs, inputs, height, width = convolution.weight.shape
            scale = math.sqrt(2 / (height * width * inputs))
            values = noise((height, width, inputs, outputs), i, scale)
            convolution.weight.copy_(values.permute(3, 2, 0, 1))
        fill(head, 50, 1)
        for layer in hidden:
            fill(layer, 52, 2)


def one_step(model, batch, side, bank):
    set_weights(model)
    model.train()
    images = noise((batch, side, side, 3), 100).permute(0, 3, 1, 2)
    entries = F.normalize(noise((bank, 128), 200))
    embeddings = F.normalize(model(images))
    loss = F.cross_entropy(embeddings @ entries.T / 0.2, 3 * torch.arange(batch))
    loss.backward()
    gradients = [
        parameter.grad
        for module in model.modules()
        if isinstance(module, (nn.Conv2d, nn.Linear))
        for parameter in module.parameters()
    ]
    return {
        "batch": batch,
        "side": side,
        "bank": bank,
        "loss": rounded(loss),
        "embeddings": [[rounded(x) for x in row[:16]] for row in embeddings],
        "gradientNorms": [rounded(gradient.norm()) for gradient in gradients],
    }


def rounded(value):
    return float(f"{value.item():.9g}")


def encoders():
    deep = resnet50(weights=None)
    deep.fc = nn.Linear(2048, 128)
    perceptron = Conv4()
    perceptron.fc = nn.Sequential(nn.Linear(256, 96), nn.ReLU(), nn.Linear(96, 128))
    return {
        "resnet50": one_step(deep, batch=4, side=64, bank=16),
        "mlpHead": {"hidden": 96, **one_step(perceptron, batch=8, side=32, bank=32)},
    }


if __name__ == "__main__":
    print(json.dumps(encoders()))
