"""Draws a label's runs the ways that plotting programs do: coverage 0…255, shape (h, w) or, of LCD text, (h, w, 3)."""

import numpy as np
from matplotlib import mathtext
from matplotlib.font_manager import FontProperties
from PIL import Image, ImageDraw

#: Heights of digits in pixels and how often: small print is the rule in figures, and the hardest to read.
HEIGHTS = [5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16, 18, 21, 25]
OFTEN = [6, 12, 14, 13, 12, 10, 8, 7, 5, 4, 3, 2, 2, 2]
#: Pixels of page around the ink while drawing.
ROOM = 4


class Style:
    """A font at a size, drawn in one way: loading it takes longer than drawing a label with it."""

    def __init__(self, r, face):
        self.face = face
        height = r.choices(HEIGHTS, OFTEN)[0] + r.uniform(-0.5, 0.5)
        self.way = r.choices(["hinted", "sampled", "lcd", "bilevel"], [32, 48, 13, 7])[0]
        self.factor = 6 if self.way in ("sampled", "lcd") else 1
        self.size = max(5, round(height * self.factor / face.digit))
        self.small = r.uniform(0.58, 0.78)
        self.rise = r.uniform(0.42, 0.75)


def _advance(r, runs, style):
    """Places of runs on a baseline at 0: (text, font, x, y), and the width of all."""
    face, size, small, rise = style.face, style.size, style.small, style.rise
    placed = []
    x = 0.0
    for text, raised in runs:
        text = "".join(c if c in face.characters or c == " " else {"−": "-", "–": "-", "\u2009": " "}.get(c, "\0") for c in text)
        if "\0" in text:
            return None
        font = face.sized(max(4, round(size * small)) if raised else size)
        if raised:
            x += r.choice([0, 0.03, 0.08]) * size
        placed.append((text, font, x, -rise * face.digit * size if raised else 0))
        x += font.getlength(text)
    return placed, x


def _canvas(placed, width, size, factor, mode, r):
    pad = ROOM * factor
    tall = int(size * 2.2) + 2 * pad
    image = Image.new("L", (int(width + size * 0.4) + 2 * pad, tall))
    draw = ImageDraw.Draw(image)
    draw.fontmode = mode
    base = pad + int(size * 1.5)
    # The phase against the pixels is free where glyphs are not fitted to them.
    dx, dy = (r.randint(0, factor - 1), r.randint(0, factor - 1)) if factor > 1 else (0, 0)
    for text, font, x, y in placed:
        draw.text((round(pad + x) + dx, round(base + y) + dy), text, 255, font=font, anchor="ls")
    return image


def _trimmed(array):
    ink = array if array.ndim == 2 else array.max(axis=2)
    rows, columns = np.nonzero(ink.max(axis=1) > 20)[0], np.nonzero(ink.max(axis=0) > 20)[0]
    if len(rows) == 0:
        return None
    return array[max(0, rows[0] - 2) : rows[-1] + 3, max(0, columns[0] - 2) : columns[-1] + 3]


SMOOTHING = np.array([1, 2, 3, 2, 1]) / 9


def _subpixel(image, factor):
    """Text for LCDs: three times as wide, smoothed over five thirds of a pixel, its thirds the three channels."""
    thirds = np.asarray(image.reduce((factor // 3, factor)), dtype=np.float32)
    smooth = sum(w * np.roll(thirds, k - 2, axis=1) for k, w in enumerate(SMOOTHING))
    width = smooth.shape[1] // 3 * 3
    return np.round(smooth[:, :width].reshape(smooth.shape[0], -1, 3)).astype(np.uint8)


def typeset(r, runs, style):
    """With a font file: hinted, black and white, supersampled or for LCDs."""
    way, factor, size = style.way, style.factor, style.size
    laid = _advance(r, runs, style)
    if laid is None:
        return None
    image = _canvas(*laid, size, factor, "1" if way == "bilevel" else "L", r)
    if way == "lcd":
        return _trimmed(_subpixel(image, factor))
    if factor > 1:
        image = image.reduce(factor)
    return _trimmed(np.asarray(image))


def bitmap(r, runs, faces):
    """With the fonts of X11, which older programs draw with."""
    if len(runs) > 1 or not all(ord(c) < 256 for text, _ in runs for c in text.replace("−", "-").replace("–", "-")):
        return None
    font, _ = r.choice(faces)
    text = runs[0][0].replace("−", "-").replace("–", "-").replace("\u2009", " ")
    mask = font.getmask(text, mode="1")
    array = np.array(mask, dtype=np.uint8).reshape(mask.size[1], mask.size[0]) if mask.size[0] * mask.size[1] else None
    return None if array is None else _trimmed(np.pad(array, ROOM))


PARSER = mathtext.MathTextParser("agg")
FAMILIES = ["DejaVu Sans", "DejaVu Serif", "Liberation Sans", "STIXGeneral", "Nimbus Sans", "Carlito", "Roboto"]


def math(r, runs, _):
    """As matplotlib draws numbers, plain and as mathematics."""
    text = ""
    # Of a label in mathematics the dash is a minus sign; numbers stand upright, letters slant unless told otherwise.
    upright = r.random() < 0.7
    for part, raised in runs:
        part = part.replace("–", "−").replace("-", "−").replace("\u2009", " ")
        if any(c in part for c in "\\{}_$^#&~"):
            return None
        part = part.replace("%", r"\%").replace("×", r"\times ").replace("·", r"\cdot ").replace("⋅", r"\cdot ")
        part = part.replace("°", r"\degree ").replace(" ", r"\ ").replace("µ", r"\mu ")
        text += "^{" + part + "}" if raised else part
    if upright:
        text = r"\mathdefault{" + text + "}" if r.random() < 0.6 else r"\mathregular{" + text + "}"
    set_ = r.choices(["dejavusans", "dejavuserif", "cm", "stix", "stixsans", "custom"], [36, 10, 20, 16, 10, 8])[0]
    # Digits of these sets are about 0.7 of the size tall.
    height = r.choices(HEIGHTS, OFTEN)[0] + r.uniform(-0.5, 0.5)
    family = r.choice(FAMILIES)
    try:
        prop = FontProperties(family=family, size=height / 0.7, math_fontfamily=set_)
        drawn = PARSER.parse("$" + text + "$", dpi=72, prop=prop)
    except Exception:  # signs that a set does not hold
        return None
    return _trimmed(np.pad(np.array(drawn.image, dtype=np.uint8), ROOM))


def _strokes(path):
    """The strokes of a Hershey font by character, in its own units; digits are 21 units tall, the baseline is at 9."""
    joined, text = [], ""
    for line in open(path, encoding="latin-1").read().split("\n"):
        # A glyph's pairs run on in the next line where they are too many for one.
        if text and len(text) - 8 < 2 * int(text[5:8]):
            text += line
        else:
            if text:
                joined.append(text)
            text = line
    if text:
        joined.append(text)
    glyphs = {}
    for code, glyph in enumerate(joined):
        pairs = glyph[8:]
        left, right = ord(pairs[0]) - 82, ord(pairs[1]) - 82
        lines, line = [], []
        for k in range(2, len(pairs) - 1, 2):
            if pairs[k : k + 2] == " R":
                lines.append(line)
                line = []
            else:
                line.append((ord(pairs[k]) - 82 - left, ord(pairs[k + 1]) - 82))
        lines.append(line)
        glyphs[chr(32 + code)] = (right - left, [part for part in lines if len(part) > 1])
    return glyphs


HERSHEY = ["futural", "rowmans", "futuram", "timesr", "rowmand", "rowmant", "timesrb", "timesi"]


def hershey_fonts():
    return [_strokes(f"/usr/share/hershey-fonts/{name}.jhf") for name in HERSHEY]


def hershey(r, runs, fonts):
    """With a pen, as GMT's forebears, PLplot, GrADS, IDL, Ferret and PGPLOT draw."""
    glyphs = fonts[r.choices(range(len(fonts)), [30, 30, 8, 8, 8, 6, 5, 5])[0]]
    height = r.choices(HEIGHTS, OFTEN)[0] + r.uniform(-0.5, 0.5)
    aliased = r.random() < 0.3
    factor = 1 if aliased else 5
    unit = height * factor / 21
    pen = factor if aliased else max(factor * 0.9, r.uniform(0.05, 0.15) * height * factor)
    pen = max(1, round(pen)) if not aliased else (1 if height < 14 or r.random() < 0.6 else 2)
    small, rise = r.uniform(0.6, 0.8), r.uniform(0.45, 0.75)
    wide = r.uniform(0.8, 1.05)
    runs = [(t.replace("−", "-").replace("–", "-").replace("\u2009", " "), up) for t, up in runs]
    if any(c not in glyphs and c not in "×°" for text, _ in runs for c in text):
        return None
    width = sum(24 * unit * len(text) for text, _ in runs)
    image = Image.new("L", (int(width) + 2 * ROOM * factor, int(2.6 * height * factor) + 2 * ROOM * factor))
    draw = ImageDraw.Draw(image)
    x = ROOM * factor + r.uniform(0, factor)
    base = image.size[1] * 0.7 + r.uniform(0, factor)
    for text, raised in runs:
        u = unit * (small if raised else 1)
        level = base - (rise * height * factor if raised else 0)
        for c in text:
            if c == "×":
                advance, lines = 16, [[(2, -5), (13, 6)], [(2, 6), (13, -5)]]
            elif c == "°":
                ring = [(5 + 3.2 * np.cos(a), -9 + 3.2 * np.sin(a)) for a in np.linspace(0, 2 * np.pi, 9)]
                advance, lines = 11, [ring]
            else:
                advance, lines = glyphs[c]
            for line in lines:
                points = [(x + px * u * wide, level + (py - 9) * u) for px, py in line]
                draw.line(points, fill=255, width=pen, joint="curve" if pen > 2 else None)
                if pen > 2:
                    for px, py in (points[0], points[-1]):
                        draw.ellipse([px - pen / 2, py - pen / 2, px + pen / 2, py + pen / 2], fill=255)
            x += advance * u * wide
    if factor > 1:
        image = image.reduce(factor)
    return _trimmed(np.asarray(image))
