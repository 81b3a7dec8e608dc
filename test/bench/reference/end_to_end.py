"""Training from images on, by lightly: reading, torchvision's transforms in worker processes, step, queue."""

import argparse
import json
import sys
import time

import torch
from lightly.loss import NTXentLoss
from lightly.transforms import SimCLRTransform
from PIL import Image
from torch.utils.data import DataLoader, Dataset

from models import ENCODERS

parser = argparse.ArgumentParser()
parser.add_argument("--model", choices=ENCODERS, required=True)
parser.add_argument("--batch", type=int, required=True)
parser.add_argument("--images", type=int, required=True)
parser.add_argument("--queue", type=int, default=0)
parser.add_argument("--threads", type=int, required=True)
parser.add_argument("--workers", type=int, required=True)
options = parser.parse_args()

torch.set_num_threads(options.threads)
torch.manual_seed(1)


class Images(Dataset):
    """Bytes in memory, each made a picture when it is asked for, as torchvision's CIFAR10 does."""

    def __init__(self, count):
        self.pixels = torch.randint(0, 256, (count, 32, 32, 3), dtype=torch.uint8).numpy()
        self.transform = SimCLRTransform(input_size=32, gaussian_blur=0.0)

    def __len__(self):
        return len(self.pixels)

    def __getitem__(self, i):
        return self.transform(Image.fromarray(self.pixels[i]))


loader = DataLoader(
    Images(options.images),
    batch_size=options.batch,
    shuffle=True,
    drop_last=True,
    num_workers=options.workers,
    persistent_workers=options.workers > 0,
)
model = ENCODERS[options.model]().to(memory_format=torch.channels_last).train()
criterion = NTXentLoss(temperature=0.3, memory_bank_size=(options.queue, 128) if options.queue else 0)
optimizer = torch.optim.SGD(model.parameters(), lr=0.03, momentum=0.9, weight_decay=5e-4)


def batches():
    while True:
        yield from loader


stream = batches()


def run(count):
    begun = time.perf_counter()
    for _ in range(count):
        first, second = next(stream)
        views = torch.cat([first, second]).contiguous(memory_format=torch.channels_last)
        a, b = model(views).chunk(2)
        loss = criterion(a, b)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        loss.item()
    return time.perf_counter() - begun


for line in sys.stdin:
    print(json.dumps({"seconds": run(int(line))}), flush=True)
