"""The clean labels of a training set: drawn once, degraded anew at every draw."""

import random

from draw import Style, bitmap, hershey, hershey_fonts, math, typeset
from fonts import bitmap_faces, faces
from texts import CLASSES, label, target

#: Drawn wider than this in pixels, a label is none.
WIDEST = 320
#: Labels drawn with a font before another one is loaded.
SAME_STYLE = 8


def label_set(count, seed, held_out=False):
    """``count`` pairs of (coverage, class indices) drawn from a seed, in the fonts kept for training or the others."""
    r = random.Random(seed)
    every = [f for f in faces() if f.held_out == held_out]
    common = [f for f in every if f.common] or every
    other = [f for f in every if not f.common]
    raster, strokes = bitmap_faces("/tmp/unhue-pcf"), hershey_fonts()
    drawn = []
    style, left = None, 0
    while len(drawn) < count:
        runs = label(r)
        way = "type" if held_out else r.choices(["type", "math", "pen", "bitmap"], [67, 20, 9, 4])[0]
        if way == "math":
            image = math(r, runs, None)
        elif way == "pen":
            image = hershey(r, runs, strokes)
        elif way == "bitmap":
            image = bitmap(r, runs, raster)
        else:
            if left == 0:
                style, left = Style(r, r.choice(common if r.random() < 0.5 else other)), SAME_STYLE
            left -= 1
            image = typeset(r, runs, style)
        text = target(runs)
        if image is None or not text or image.shape[1] > WIDEST or image.shape[0] > 60:
            continue
        drawn.append((image, [CLASSES.index(c) for c in text]))
    return drawn
