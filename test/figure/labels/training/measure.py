"""Exact matches of a trained network, greedy decoding: ``python3 measure.py FOLDER [CROPS]``.

FOLDER holds ``net.pt``; CROPS a folder of label pictures with ``truth.json``. Without it, fresh labels in the fonts
that training never saw are drawn.
"""

import collections
import json
import random
import sys
from pathlib import Path

import numpy as np
import torch
from degrade import example, normalised
from labels import label_set
from network import network, scores
from PIL import Image
from texts import CLASSES

#: Rim of a crop that is no part of its label.
RIM = 6


def ink_box(difference):
    """The box of a crop's label: what is strong and not at its rim."""
    inner = difference[RIM:-RIM, RIM:-RIM]
    rows, columns = np.nonzero(inner > 0.32 * inner.max())
    return [columns.min() + RIM, rows.min() + RIM, columns.max() + RIM + 1, rows.max() + RIM + 1]


def crops(folder):
    for entry in json.loads((folder / "truth.json").read_text()):
        picture = np.asarray(Image.open(folder / entry["file"]).convert("RGB")).astype(int)
        rim = np.concatenate([picture[:3].reshape(-1, 3), picture[-3:].reshape(-1, 3), picture[:, 0], picture[:, -1]])
        page = np.median(rim, axis=0)
        difference = np.abs(picture - page).max(axis=2)
        yield normalised(difference, ink_box(difference)), entry["truth"], entry


def fresh(count=1500, seed=7):
    r = random.Random(seed)
    for coverage, text in label_set(count, seed, held_out=True):
        made = example(r, coverage)
        if made is not None:
            yield made, "".join(CLASSES[c] for c in text), {"kind": "fresh"}


def greedy(net, image):
    with torch.no_grad():
        best = scores(net, torch.from_numpy(image.copy())[None, None])[:, 0].argmax(1).tolist()
    return "".join(CLASSES[c] for k, c in enumerate(best) if c != len(CLASSES) and (k == 0 or best[k - 1] != c))


def main():
    torch.set_num_threads(1)
    net = network()
    net.load_state_dict(torch.load(Path(sys.argv[1]) / "net.pt")["net"])
    net.eval()
    right, all_ = collections.Counter(), collections.Counter()
    for image, truth, entry in crops(Path(sys.argv[2])) if len(sys.argv) > 2 else fresh():
        text = greedy(net, image)
        for key in ("all", entry["kind"]):
            all_[key] += 1
            right[key] += text == truth
        if text != truth:
            print(entry.get("file", ""), truth, text)
    for key, n in all_.items():
        print(key, right[key], n, round(100 * right[key] / n, 1))


if __name__ == "__main__":
    main()
