"""The fonts that labels are drawn with: every installed one that holds what a number needs."""

import glob
import gzip
import os
from functools import lru_cache

import numpy as np
from matplotlib.ft2font import FT2Font
from PIL import Image, ImageDraw, ImageFont

FOLDERS = ("/usr/share/fonts", "/usr/share/texmf/fonts/opentype")
#: No typefaces for text: pictures, music, parts of mathematical sets, letters as drawings.
LEFT_OUT = (
    "symbola katex_ams katex_cal katex_fra katex_scr katex_size mathjax_ams mathjax_cal mathjax_fra mathjax_scr "
    "mathjax_size mathjax_win euterpe kanjistroke dkg isabella blankenburg dancing fifthhorseman oldania ikarius "
    "compagnon-script outline lyx/ emoji opensymbol standardsymbols d050000l s050000l dingbats cursor "
    "lmmathit cmmi cmsy cmex msam msbm rsfs esint wasy stmary eufm barcode extraornament woff biolinum_k"
).split()
#: What plots are mostly labelled with; drawn as often as all the others together.
COMMON = (
    "dejavu liberation freesans freeserif freemono roboto opensans open-sans lato nimbus texgyre tex-gyre lmroman lmsans "
    "lmmono cmun stix inter carlito caladea arimo tinos cousine droid noto helvet hack inconsolata ubuntu arkpandora ipa "
    "takao wqy c0419 n019 n021 n022"
).split()
#: Families that training never sees: what is read of them is what unseen fonts give.
HELD_OUT = "cabin karla clearsans clear-sans gentium garuda quattrocento oxygen b612 playr dosis junction ibmplex fanwood".split()

NEEDED = "0123456789.,-+eE"


class Face:
    """A font file, and how tall its digits are for a size of one pixel."""

    def __init__(self, path, index=0):
        self.path = path
        self.index = index
        self.characters = frozenset(chr(c) for c in FT2Font(path).get_charmap())
        tall = self.sized(100).getbbox("0", anchor="ls")
        self.digit = (tall[3] - tall[1]) / 100
        self.common = any(c in path.lower() for c in COMMON)
        self.held_out = any(c in path.lower() for c in HELD_OUT)

    def sized(self, size):
        return _sized(self.path, size, self.index)


@lru_cache(maxsize=8192)
def _sized(path, size, index):
    return ImageFont.truetype(path, size, index=index, layout_engine=ImageFont.Layout.BASIC)


def _distinct(face):
    """Whether its digits look different from one another and none is empty."""
    shapes = set()
    for c in "0123456789":
        image = Image.new("L", (90, 100))
        ImageDraw.Draw(image).text((20, 80), c, 255, face.sized(60), anchor="ls")
        array = np.asarray(image)
        if array.max() < 128:
            return False
        shapes.add(array.tobytes())
    return len(shapes) == 10


def faces():
    """All usable faces, sorted by path, so that a seed gives the same labels on the same packages."""
    found = []
    for folder in FOLDERS:
        for path in sorted(glob.glob(folder + "/**/*", recursive=True)):
            low = path.lower()
            if not low.endswith((".ttf", ".otf", ".ttc")) or any(name in low for name in LEFT_OUT):
                continue
            try:
                face = Face(path)
                if all(c in face.characters for c in NEEDED) and 0.3 < face.digit < 1.2 and _distinct(face):
                    found.append(face)
            except Exception:  # fonts that FreeType refuses
                continue
    return found


def bitmap_faces(folder):
    """Bitmap fonts of X11 at the one size they have: (font, digit height)."""
    found = []
    os.makedirs(folder, exist_ok=True)
    for path in sorted(glob.glob("/usr/share/fonts/X11/**/*.pcf.gz", recursive=True)):
        name = os.path.basename(path)
        if not name.startswith(("helv", "cour", "tim", "lut", "ncen", "char", "term", "5x", "6x", "7x", "8x", "9x", "10x")):
            continue
        plain = os.path.join(folder, path.replace("/", "_")[:-3])
        try:
            with gzip.open(path) as packed, open(plain, "wb") as out:
                out.write(packed.read())
            font = None
            for size in range(6, 36):
                try:
                    font = ImageFont.truetype(plain, size, layout_engine=ImageFont.Layout.BASIC)
                    break
                except OSError:
                    continue
            if font is None:
                continue
            box = font.getmask("0", mode="1").getbbox()
            if box is not None and 5 <= box[3] - box[1] <= 20:
                found.append((font, box[3] - box[1]))
        except Exception:
            continue
    return found
