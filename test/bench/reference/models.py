"""The encoders of Tau Lab in PyTorch, written for the comparison of speed: same shapes, same number of operations."""

import torch
from torch import nn
from torch.nn import functional as F
from torchvision.models import resnet18


def conv4(dimension=128):
    layers = []
    channels = 3
    for width in (32, 64, 128, 256):
        layers += [
            nn.Conv2d(channels, width, 3, stride=2, padding=1, bias=False),
            nn.BatchNorm2d(width),
            nn.ReLU(inplace=True),
        ]
        channels = width
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(256, dimension))


def resnet18_small_images(dimension=128):
    model = resnet18(num_classes=dimension)
    model.conv1 = nn.Conv2d(3, 64, 3, padding=1, bias=False)
    model.maxpool = nn.Identity()
    return model


ENCODERS = {"conv4": conv4, "resnet18": resnet18_small_images}


class BankStep(nn.Module):
    """The contrastive loss over a memory bank (Eq 1), with the bank's update."""

    def __init__(self, encoder, bank_rows, temperature=0.3, momentum=0.5):
        super().__init__()
        self.encoder = encoder
        self.temperature = temperature
        self.momentum = momentum
        self.register_buffer("bank", F.normalize(torch.randn(bank_rows, 128)))

    def forward(self, images, index):
        rows = F.normalize(self.encoder(images))
        return F.cross_entropy(rows @ self.bank.T / self.temperature, index), rows.detach()

    @torch.no_grad()
    def remember(self, rows, index):
        mixed = self.momentum * self.bank[index] + (1 - self.momentum) * rows
        self.bank[index] = F.normalize(mixed)
