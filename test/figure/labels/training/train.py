"""Trains the reader: ``python3 train.py FOLDER [--labels 110000] [--steps 6600] [--seed 1]``; see README.md."""

import argparse
import hashlib
import json
import logging
import pickle
import random
import time
from pathlib import Path

import numpy as np
import torch
from degrade import example
from labels import label_set
from network import network, scores
from texts import CLASSES

#: Labels of one step, and steps whose labels are drawn and sorted by width together, so that little is padded.
BATCH, POOL = 40, 12
#: Frames of the longest label.
LONGEST = 160
RATE, CLIP, AVERAGED = 3e-3, 5.0, 0.998
#: The learning rate rises over these steps: CTC starts by writing blanks only, and long steps keep it there.
WARM = 200


def batches(drawn, r):
    """Endless batches: inputs (batch, 1, 32, W), frames of each, targets, their lengths."""
    while True:
        pool = []
        while len(pool) < BATCH * POOL:
            coverage, text = drawn[r.randrange(len(drawn))]
            made = example(r, coverage)
            # Every class takes a frame, and equal neighbours one between them: what has fewer cannot be written.
            frames = len(text) + sum(a == b for a, b in zip(text, text[1:]))
            if made is not None and frames <= made.shape[1] // 4 <= LONGEST:
                pool.append((made, text))
        pool.sort(key=lambda p: p[0].shape[1])
        order = list(range(POOL))
        r.shuffle(order)
        for k in order:
            part = pool[k * BATCH : (k + 1) * BATCH]
            widest = max(p[0].shape[1] for p in part)
            inputs = np.zeros((BATCH, 1, 32, widest), np.float32)
            for i, (made, _) in enumerate(part):
                inputs[i, 0, :, : made.shape[1]] = made
            yield (
                torch.from_numpy(inputs),
                torch.tensor([p[0].shape[1] // 4 for p in part]),
                torch.tensor([c for _, text in part for c in text]),
                torch.tensor([len(text) for _, text in part]),
            )


#: What makes the weights: with the same packages, the same hash means the same weights.
PROGRAMS = ["degrade.py", "draw.py", "fonts.py", "labels.py", "network.py", "texts.py", "train.py"]


def program_hash(settings):
    """SHA-256 of the settings as JSON and of the programs."""
    digest = hashlib.sha256(json.dumps(settings, sort_keys=True).encode())
    for name in PROGRAMS:
        digest.update((Path(__file__).parent / name).read_bytes())
    return digest.hexdigest()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--labels", type=int, default=110_000)
    parser.add_argument("--steps", type=int, default=6600)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    settings = {"labels": arguments.labels, "steps": arguments.steps, "seed": arguments.seed}
    arguments.folder.mkdir(parents=True, exist_ok=True)
    logging.disable(logging.CRITICAL)  # matplotlib's remarks on signs that a font lacks
    torch.set_num_threads(1)
    torch.manual_seed(arguments.seed)
    cache = arguments.folder / f"labels-{arguments.labels}-{arguments.seed}.pickle"
    if not cache.exists():
        cache.write_bytes(pickle.dumps(label_set(arguments.labels, arguments.seed)))
    drawn = pickle.loads(cache.read_bytes())
    net = network()
    average = network()
    average.load_state_dict(net.state_dict())
    optimiser = torch.optim.AdamW(net.parameters(), lr=RATE)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda k: min(1, (k + 1) / WARM) * 0.5 * (1 + np.cos(np.pi * min(1, k / arguments.steps))),
    )
    lose = torch.nn.CTCLoss(blank=len(CLASSES), zero_infinity=True)
    source = batches(drawn, random.Random(arguments.seed))
    start, total = time.time(), 0.0
    for step in range(1, arguments.steps + 1):
        inputs, frames, targets, lengths = next(source)
        loss = lose(scores(net, inputs), targets, frames, lengths)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), CLIP)
        optimiser.step()
        schedule.step()
        kept = min(AVERAGED, step / (step + 10))
        with torch.no_grad():
            for mean, now in zip(average.state_dict().values(), net.state_dict().values()):
                mean.mul_(kept).add_(now, alpha=1 - kept) if mean.is_floating_point() else mean.copy_(now)
        total += loss.item()
        if step % 100 == 0:
            print(f"{step}  loss {total / 100:.4f}  {time.time() - start:.0f} s", flush=True)
            total = 0.0
        if step % 500 == 0 or step == arguments.steps:
            saved = {"net": average.state_dict(), "step": step, "hash": program_hash(settings), "settings": settings}
            torch.save(saved, arguments.folder / "net.pt")


if __name__ == "__main__":
    main()
