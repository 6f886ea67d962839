"""The seed model in PyTorch, as a contender: for each line `N` read, times N training steps and prints their milliseconds as JSON.

    OMP_NUM_THREADS=2 MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=100000000000 MALLOC_TOP_PAD_=1000000000 \\
        python3 seed_step.py --threads 2 --batch 256

The MALLOC settings keep glibc from handing pages back between steps: with them PyTorch is several times faster.
"""
import argparse
import json
import sys
import time

import torch
import torch.nn as nn
import torch.nn.functional as F


class SeedAutoencoder(nn.Module):
    """Layer by layer what src/engine/models/seed-autoencoder.ts builds: 415,494 trainable parameters."""

    def __init__(self, dropout=0.1):
        super().__init__()
        self.conv = nn.Conv2d(1, 64, 3, padding=1)
        self.conv_1 = nn.Conv2d(64, 128, 3, padding=1)
        self.norm = nn.BatchNorm2d(128, eps=1e-3, momentum=0.1)
        self.conv_2 = nn.Conv2d(128, 256, 3, padding=1)
        self.norm_1 = nn.BatchNorm2d(256, eps=1e-3, momentum=0.1)
        self.conv_3 = nn.Conv2d(256, 1, 1)
        self.dropout = nn.Dropout(dropout)
        self.dense = nn.Linear(49, 49)
        self.dense_1 = nn.Linear(49, 49)
        self.dense_2 = nn.Linear(49, 784)
        self.conv_4 = nn.Conv2d(1, 64, 3, padding=1)
        self.conv_5 = nn.Conv2d(64, 1, 1)

    def forward(self, x):
        x = F.relu(self.conv(x))
        x = F.max_pool2d(F.relu(self.norm(self.conv_1(x))), 2)
        x = F.max_pool2d(F.relu(self.norm_1(self.conv_2(x))), 2)
        x = self.dropout(self.conv_3(x).flatten(1))
        x = F.relu(self.dense_1(F.relu(self.dense(x))))
        x = self.dense_2(x).view(-1, 1, 28, 28)
        return torch.sigmoid(self.conv_5(F.relu(self.conv_4(x))))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--threads', type=int, default=2)
    parser.add_argument('--batch', type=int, default=256)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    model = SeedAutoencoder().to(memory_format=torch.channels_last)
    adam = torch.optim.Adam(model.parameters(), 1e-3, eps=1e-7)
    x = torch.rand(options.batch, 1, 28, 28).to(memory_format=torch.channels_last)
    for line in sys.stdin:
        times_ms = []
        for _ in range(int(line)):
            start = time.perf_counter()
            adam.zero_grad()
            torch.sqrt(((model(x) - x) ** 2).mean() + 1e-12).backward()
            adam.step()
            times_ms.append((time.perf_counter() - start) * 1000)
        print(json.dumps(times_ms), flush=True)


main()
