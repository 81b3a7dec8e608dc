"""Training steps alone. Reads a number of steps a line and answers with the seconds that they took, as JSON."""

import argparse
import json
import sys
import time

import torch

from models import ENCODERS, BankStep

parser = argparse.ArgumentParser()
parser.add_argument("--model", choices=ENCODERS, required=True)
parser.add_argument("--batch", type=int, required=True)
parser.add_argument("--bank", type=int, required=True)
parser.add_argument("--threads", type=int, required=True)
parser.add_argument("--channels-last", action="store_true")
parser.add_argument("--compile", action="store_true")
options = parser.parse_args()

torch.set_num_threads(options.threads)
torch.manual_seed(1)
layout = torch.channels_last if options.channels_last else torch.contiguous_format
step = BankStep(ENCODERS[options.model](), options.bank).to(memory_format=layout).train()
optimizer = torch.optim.SGD(step.parameters(), lr=0.03, momentum=0.9, weight_decay=5e-4)
images = torch.rand(options.batch, 3, 32, 32).contiguous(memory_format=layout)
index = torch.arange(options.batch)
forward = torch.compile(step) if options.compile else step


def run(count):
    begun = time.perf_counter()
    for _ in range(count):
        optimizer.zero_grad(set_to_none=True)
        loss, rows = forward(images, index)
        loss.backward()
        optimizer.step()
        step.remember(rows, index)
        loss.item()
    return time.perf_counter() - begun


for line in sys.stdin:
    print(json.dumps({"seconds": run(int(line))}), flush=True)
