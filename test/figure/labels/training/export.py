"""Writes a trained network as a module: ``python3 export.py FOLDER``; batch norm folded, a signed byte for each weight.

Beside it, what the network makes of the fixture crops, so that the forward pass in TypeScript can be held against it.
"""

import base64
import json
import sys
from pathlib import Path

import numpy as np
import torch
from degrade import normalised
from network import LAYERS, folded, network, scores
from PIL import Image
from texts import CLASSES

ROOT = Path(__file__).resolve().parents[4]
MODULE = ROOT / "src/figure/labels/reader/weights.ts"
CROPS = ROOT / "test/fixtures/labels"
#: Bytes of the symmetric range: -128 is left out.
LARGEST = 127


def quantised(weight):
    """Signed bytes (outputs, rows, columns, inputs) and a scale for each output."""
    flat = weight.permute(0, 2, 3, 1).contiguous().numpy()
    scale = np.maximum(np.abs(flat).reshape(len(flat), -1).max(axis=1) / LARGEST, 1e-12).astype("<f4")
    return np.round(flat / scale[:, None, None, None]).astype(np.int8), scale


def main():
    saved = torch.load(Path(sys.argv[1]) / "net.pt")
    net = network()
    net.load_state_dict(saved["net"])
    net.eval()
    integers, floats, layers = [], [], []
    shapes = [(padding, pool) for *_, padding, pool in LAYERS] + [((0, 0), (1, 1))]
    plain = []
    for (weight, bias), (padding, pool) in zip(folded(net), shapes):
        small, scale = quantised(weight)
        integers.append(small.tobytes())
        floats.append(scale.tobytes() + bias.numpy().astype("<f4").tobytes())
        outputs, rows, columns, inputs = small.shape
        layers.append(
            f"    {{ inputs: {inputs}, outputs: {outputs}, rows: {rows}, columns: {columns}, "
            f"padding: [{padding[0]}, {padding[1]}], pool: [{pool[0]}, {pool[1]}] }},"
        )
        back = torch.from_numpy(small.astype(np.float32) * scale[:, None, None, None]).permute(0, 3, 1, 2)
        plain.append((back, bias, padding, pool))
    data = base64.b64encode(b"".join(integers) + b"".join(floats)).decode()
    classes = CLASSES.replace("'", "\\'")
    MODULE.write_text(
        "import type { StoredNetwork } from './unpack.js';\n\n"
        "/** The trained network: written by test/figure/labels/training/export.py, not by hand. */\n"
        "export const stored: StoredNetwork = {\n"
        "  version: 1,\n"
        f"  // {saved['step']} steps; {json.dumps(saved['settings'])}\n"
        f"  madeBy: '{saved['hash']}',\n"
        f"  classes: '{classes}',\n"
        "  layers: [\n" + "\n".join(layers) + "\n  ],\n"
        f"  data:\n    '{data}',\n}};\n"
    )
    print(MODULE, MODULE.stat().st_size, "bytes")
    expected = {}
    for crop in json.loads((CROPS / "truth.json").read_text()) if (CROPS / "truth.json").exists() else []:
        picture = np.asarray(Image.open(CROPS / crop["file"]).convert("RGB")).astype(int)
        difference = np.abs(picture - np.array(crop["page"])).max(axis=2)
        maps = torch.from_numpy(normalised(difference, crop["box"]).copy())[None, None]
        for k, (weight, bias, padding, pool) in enumerate(plain):
            maps = torch.nn.functional.conv2d(maps, weight, bias, padding=padding)
            if k < len(plain) - 1:
                maps = torch.nn.functional.max_pool2d(torch.relu(maps), pool)
        probabilities = maps[0, :, 0].softmax(0).T
        # The likeliest class of each frame and its probability: enough to tell a wrong forward pass.
        expected[crop["file"]] = [
            [int(c), round(float(p), 5)] for p, c in zip(probabilities.max(1).values, probabilities.argmax(1))
        ]
    if expected:
        lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(frames)}" for name, frames in expected.items())
        (CROPS / "frames.json").write_text("{\n" + lines + "\n}\n")


if __name__ == "__main__":
    main()
