"""Draws a paper of 20 pages with 8 figures (4 PNG, 2 JPEG, 2 of paths) into the folder given: paper.py FOLDER SEED.

truth.json says of each figure, in order: page, kind, file (pictures), range, scale and its field of 24 × 32 values.
"""
import json
import subprocess
import sys
from pathlib import Path

import matplotlib
import numpy as np

matplotlib.use("agg")
import matplotlib.pyplot as plt  # noqa: E402
from matplotlib.colors import LogNorm  # noqa: E402

folder, seed = Path(sys.argv[1]), int(sys.argv[2])
random = np.random.default_rng(seed)
maps = ["viridis", "plasma", "inferno", "magma", "cividis", "turbo", "coolwarm", "RdBu_r", "Spectral", "YlGnBu"]
pages = sorted(random.choice(np.arange(1, 21), 8, replace=False).tolist())
kinds = random.permutation(["png"] * 4 + ["jpg"] * 2 + ["pdf"] * 2).tolist()


def field():
    y, x = np.mgrid[1:0:24j, 0:1:32j]
    waves = sum(
        random.normal() / (1 + a + b) * np.sin(np.pi * (a * x + b * y) + random.uniform(0, 6))
        for a in range(4)
        for b in range(4)
    )
    return (waves - waves.min()) / np.ptp(waves)


truth = []
for k, (page, kind) in enumerate(zip(pages, kinds)):
    share = field()
    is_log = random.random() < 0.25
    decade = random.integers(-3, 4)
    lo, hi = sorted((random.uniform(-5, 5, 2) * 10.0**decade).tolist())
    values = 10 ** (4 * share + decade) if is_log else lo + (hi - lo) * share
    width, height = random.uniform(4.5, 6.5), random.uniform(3.5, 4.5)
    fig, ax = plt.subplots(figsize=(width, height), layout="constrained")
    extent = (0, random.integers(5, 200), 0, random.integers(5, 200))
    columns, rows = np.linspace(*extent[:2], 33), np.linspace(extent[3], 0, 25)
    norm = LogNorm() if is_log else None
    colours = random.choice(maps)
    if kind == "pdf":
        shown = ax.pcolormesh(columns, rows, values, cmap=colours, norm=norm)
    else:
        shown = ax.imshow(values, extent=extent, aspect="auto", cmap=colours, norm=norm, interpolation="nearest")
    fig.colorbar(shown, label="value")
    ax.set_xlabel("x")
    ax.set_title(f"Figure {k}")
    name = f"figure{k}.{kind}"
    fig.savefig(folder / name, dpi=random.integers(100, 200), **({"pil_kwargs": {"quality": 90}} if kind == "jpg" else {}))
    plt.close(fig)
    truth.append(
        {
            "page": page,
            "kind": kind,
            "file": name,
            "range": [float(values.min()), float(values.max())],
            "scale": "log" if is_log else "linear",
            "values": values.ravel().tolist(),
        }
    )

words = " ".join(["Words of a paper, with numbers such as 12.5 and 300 among them, fill its lines."] * 6)
body = []
for page in range(1, 21):
    body.append(words)
    for k, figure in enumerate(truth):
        if figure["page"] == page:
            body.append(
                r"\begin{center}\includegraphics[width=%.2f\textwidth]{%s}\\ Figure %d: from 0 to 8.\end{center}"
                % (random.uniform(0.6, 1), figure["file"], k)
            )
    body.append(words + r"\clearpage")
(folder / "paper.tex").write_text(
    r"\documentclass{article}\usepackage{graphicx}\begin{document}" + "\n\n".join(body) + r"\end{document}"
)
(folder / "truth.json").write_text(json.dumps(truth))
subprocess.run(["pdflatex", "-interaction=batchmode", "paper.tex"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
