"""What happens to a label between a plotting program and a reader, and what the network sees of it.

``normalised`` is what ``src/figure/labels/reader/inkImage.ts`` does; the two are held together by the parity test.
"""

import io

import numpy as np
from PIL import Image, ImageFilter

#: Rows of the network's input, and how many of them the label's box fills.
ROWS, FILLED = 32, 24
#: Small labels are not enlarged beyond this: what is not in the pixels is not made up.
ENLARGED = 4
#: Columns of real context at either side.
BESIDE = (ROWS - FILLED) // 2
#: Pixels of page around a label while it is degraded.
AROUND = 10


def normalised(difference, box):
    """The network's input (32, W), W a multiple of 4, of 0…1.

    ``difference``: largest channel difference from the page's colour, (h, w); ``box``: left, top, right, bottom.
    """
    left, top, right, bottom = box
    strongest = max(1.0, float(difference[max(0, top) : bottom, max(0, left) : right].max(initial=0)))
    factor = min(ENLARGED, FILLED / (bottom - top))
    width = -(-int(np.ceil((right - left) * factor + 2 * BESIDE)) // 4) * 4
    x0 = left - BESIDE / factor
    y0 = (top + bottom) / 2 - ROWS / 2 / factor
    x1, y1 = x0 + width / factor, y0 + ROWS / factor
    # Beyond the picture there is no ink; the margin is wide enough for the filter's tails.
    tail = int(np.ceil(2 + 2 / factor))
    before = (max(0, -int(np.floor(y0)) + tail), max(0, -int(np.floor(x0)) + tail))
    after = (
        max(0, int(np.ceil(y1)) + tail - difference.shape[0]),
        max(0, int(np.ceil(x1)) + tail - difference.shape[1]),
    )
    ink = np.minimum(1, difference.astype(np.float32) / strongest)
    ink = np.pad(ink, ((before[0], after[0]), (before[1], after[1])))
    region = (x0 + before[1], y0 + before[0], x1 + before[1], y1 + before[0])
    return np.asarray(Image.fromarray(ink).resize((width, ROWS), Image.Resampling.BILINEAR, box=region))


def _colours(r):
    """Ink and page, each three channels."""
    k = r.random()
    if k < 0.42:
        return (0, 0, 0), (255, 255, 255)
    if k < 0.52:
        ink = r.randint(20, 110)
        return (ink,) * 3, (255, 255, 255)
    if k < 0.62:
        page = r.randint(200, 250)
        ink = r.randint(0, page - 60)
        return (ink,) * 3, (page,) * 3
    if k < 0.72:
        page = r.randint(40, 220)
        ink = page + r.choice([-1, 1]) * r.randint(35, 130)
        return (min(255, max(0, ink)),) * 3, (page,) * 3
    if k < 0.86:
        page = r.choice([0, 0, r.randint(0, 60)])
        ink = r.choice([255, r.randint(page + 60, 255)])
        return (ink,) * 3, (page,) * 3
    while True:
        ink, page = [tuple(r.choice([0, 255, r.randint(0, 255)]) for _ in range(3)) for _ in range(2)]
        if max(abs(a - b) for a, b in zip(ink, page)) > 60:
            return ink, page


def _clutter(r, ink, box):
    """What stands near labels: stubs of ticks, frame lines, the next label. Coverage is changed in place."""
    left, top, right, bottom = box
    tall = bottom - top
    k = r.random()
    strength = r.choice([255, 255, r.randint(120, 255)])
    if k < 0.1:  # a tick mark at the left or right, farther than a sign stands
        gap, length = max(2, round(r.uniform(0.5, 0.9) * tall)), r.randint(2, 7)
        y = round((top + bottom) / 2 + r.uniform(-0.2, 0.2) * tall)
        if r.random() < 0.5:
            ink[y : y + r.choice([1, 1, 2]), max(0, right + gap) : right + gap + length] = strength
        else:
            ink[y : y + r.choice([1, 1, 2]), max(0, left - gap - length) : max(0, left - gap)] = strength
    elif k < 0.16:  # a tick mark above or below
        x, gap, length = round((left + right) / 2 + r.uniform(-2, 2)), r.randint(2, 5), r.randint(2, 6)
        if r.random() < 0.7:
            ink[max(0, top - gap - length) : max(0, top - gap), x : x + r.choice([1, 1, 2])] = strength
        else:
            ink[bottom + gap : bottom + gap + length, x : x + r.choice([1, 1, 2])] = strength
    elif k < 0.22:  # a frame line
        gap = r.randint(2, 6)
        side = r.randrange(4)
        if side == 0:
            ink[max(0, top - gap), :] = strength
        elif side == 1:
            ink[min(ink.shape[0] - 1, bottom + gap), :] = strength
        elif side == 2:
            ink[:, max(0, left - gap)] = strength
        else:
            ink[:, min(ink.shape[1] - 1, right + gap)] = strength
    elif k < 0.27:  # the next label's edge
        gap = max(3, round(r.uniform(0.6, 1.0) * tall))
        place = right + gap
        if place < ink.shape[1] - 1:
            part = ink[top:bottom, left : left + ink.shape[1] - place]
            ink[top:bottom, place : place + part.shape[1]] = part


def _jpeg(array, quality, colour):
    image = Image.fromarray(array)
    packed = io.BytesIO()
    image.save(packed, "JPEG", quality=quality, **({"subsampling": 2} if colour else {}))
    return np.asarray(Image.open(packed))


def seen(r, coverage):
    """A label's picture, the page's colour and the label's box: ink put on a page and sent through what figures are."""
    three = coverage.ndim == 3
    ink, page = _colours(r)
    coverage = np.pad(coverage, ((AROUND, AROUND), (AROUND, AROUND)) + (((0, 0),) if three else ()))
    rows, columns = np.nonzero((coverage.max(axis=2) if three else coverage) > 80)
    if len(rows) == 0:
        return None
    box = np.array([columns.min(), rows.min(), columns.max() + 1, rows.max() + 1], float)
    if not three:
        _clutter(r, coverage, tuple(int(b) for b in box))
    cover = coverage.astype(np.float32) / 255
    if r.random() < 0.25:
        cover = cover ** r.uniform(0.6, 1.6)
    coloured = three or len(set(ink)) > 1 or len(set(page)) > 1
    if coloured:
        cover = cover if three else cover[:, :, None]
        picture = np.array(page, np.float32) + (np.array(ink, np.float32) - np.array(page, np.float32)) * cover
    else:
        picture = page[0] + (ink[0] - page[0]) * cover
    if r.random() < 0.04:
        slope = np.linspace(0, r.uniform(-25, 25), picture.shape[1], dtype=np.float32)
        picture = picture + (slope[None, :, None] if coloured else slope[None, :])
    image = Image.fromarray(np.clip(picture + 0.5, 0, 255).astype(np.uint8))
    k = r.random()
    if k < 0.28:
        # Not below what can be read: ink of five rows.
        tall = image.size[1] - 2 * AROUND - 4
        factor = r.uniform(max(0.7, min(1, 5.5 / max(1, tall))), 1.5) if k < 0.2 else r.uniform(1.25, 2)
        way = r.choice([Image.Resampling.BILINEAR, Image.Resampling.BICUBIC, Image.Resampling.LANCZOS, Image.Resampling.BOX])
        if k > 0.265:
            way = Image.Resampling.NEAREST
        size = (round(image.size[0] * factor), round(image.size[1] * factor))
        box *= np.array([size[0] / image.size[0], size[1] / image.size[1]] * 2)
        image = image.resize(size, way)
    if r.random() < 0.06:
        image = image.filter(ImageFilter.GaussianBlur(r.uniform(0.3, 0.8)))
    array = np.asarray(image)
    k = r.random()
    if k < 0.05:
        levels = r.choice([2, 4, 8, 16])
        step = 255 / (levels - 1)
        array = (np.round(array / step) * step).astype(np.uint8)
    elif k < 0.1:
        noise = np.random.default_rng(r.getrandbits(32)).normal(0, r.uniform(2, 10), array.shape)
        array = np.clip(array + noise, 0, 255).astype(np.uint8)
    if r.random() < 0.35:
        top, left = r.randrange(8), r.randrange(8)
        array = np.pad(array, ((top, 0), (left, 0)) + (((0, 0),) if array.ndim == 3 else ()), mode="edge")
        array = _jpeg(array, r.randint(60, 95), coloured)
        box += [left, top, left, top]
    return array, page, box


def _boxed(r, difference, near):
    """The box of strong ink as a word finder gives it, moved a little: it rounds, cuts, and takes stubs in."""
    left, top, right, bottom = (int(np.floor(near[0])) - 1, int(np.floor(near[1])) - 1, int(np.ceil(near[2])) + 1, int(np.ceil(near[3])) + 1)
    left, top = max(0, left), max(0, top)
    part = difference[top:bottom, left:right]
    if part.size == 0:
        return None
    rows, columns = np.nonzero(part > r.uniform(0.25, 0.4) * part.max())
    if part.max() < 12 or len(rows) == 0:
        return None
    box = [left + columns.min(), top + rows.min(), left + columns.max() + 1, top + rows.max() + 1]
    k = r.random()
    if k < 0.4:
        # A pixel either way at any side; inward by two seldom: that cuts letters.
        largest = 2 if k < 0.05 and box[3] - box[1] >= 12 else 1
        box = [b + r.randint(-largest, largest) for b in box]
    elif k < 0.44:
        # A stub or a speck beside it, taken for a part of the word.
        more = r.randint(3, max(4, (box[3] - box[1]) // 2 + 4))
        box = [box[0] - (more if k < 0.42 else 0), box[1], box[2] + (0 if k < 0.42 else more), box[3]]
    if box[3] - box[1] < 4 or box[2] - box[0] < 1:
        return None
    return box


def example(r, coverage):
    """The network's input for one draw of a label, or None where nothing is left to see."""
    drawn = seen(r, coverage)
    if drawn is None:
        return None
    array, page, near = drawn
    if array.ndim == 3:
        difference = np.abs(array.astype(np.int16) - np.array(page, np.int16)).max(axis=2)
    else:
        difference = np.abs(array.astype(np.int16) - page[0])
    box = _boxed(r, difference, near)
    return None if box is None else normalised(difference, box)
