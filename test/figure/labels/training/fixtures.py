"""Draws the crops of test/fixtures/labels, in fonts that training never saw: ``python3 fixtures.py``."""

import json
import random
from pathlib import Path

import numpy as np
from degrade import seen
from draw import Style, typeset
from fonts import faces
from PIL import Image
from texts import target

FOLDER = Path(__file__).resolve().parents[3] / "fixtures/labels"
SEED = 11
#: By kind: what is drawn, the raised part behind a caret. In each, a dash is the minus sign that most programs write.
LABELS = {
    "integer": ["0", "7", "25", "180", "1965", "36000"],
    "decimal": ["0.5", "12.75", ".98", "0,25", "1,500", "0.0064"],
    "negative": ["−3", "−0.25", "−120", "−.5", "−1,000"],
    "e-notation": ["1e−05", "8e+04", "2.5E3", "−6e−3"],
    "power": ["10^−3", "10^2", "10^0", "3×10^4", "−10^1", "×10^−6"],
    "unit": ["45%", "60°N", "120°W", "30°", "20.7 nm", "5k", "70µ", "300 K"],
    "date": ["2020-01", "12:30", "1998-07-15"],
    "word": ["Depth", "Temperature", "lat", "Model", "Jan 5"],
}


def box_of(difference):
    rows, columns = np.nonzero(difference > 0.32 * difference.max())
    return [int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1]


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    r = random.Random(SEED)
    held_out = [f for f in faces() if f.held_out and "Thin" not in f.path]
    truth = []
    for kind, labels in LABELS.items():
        for text in labels:
            body, _, raised = text.partition("^")
            runs = [(body, False)] + ([(raised, True)] if raised else [])
            picture = None
            while picture is None:
                face = r.choice(held_out)
                coverage = typeset(r, runs, Style(r, face))
                picture = None if coverage is None else seen(r, coverage)
            array, page, near = picture
            image = Image.fromarray(array).convert("RGB")
            difference = np.abs(np.asarray(image).astype(int) - np.array(page)).max(axis=2)
            left, top, right, bottom = [int(round(b)) for b in near]
            inner = box_of(difference[top:bottom, left:right])
            box = [left + inner[0], top + inner[1], left + inner[2], top + inner[3]]
            name = f"{kind}-{len(truth):02d}.png"
            image.save(FOLDER / name)
            truth.append({"file": name, "truth": target(runs), "kind": kind, "h": box[3] - box[1], "page": list(page), "box": box})
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in truth)
    (FOLDER / "truth.json").write_text(f"[\n{lines}\n]\n")


if __name__ == "__main__":
    main()
