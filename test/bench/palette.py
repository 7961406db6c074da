"""k-means by scikit-learn, for the palette bench: what is lost and the time of a whole process.

usage: palette.py best PICTURE K   the least mean squared distance of 20 KMeans runs on weighted distinct colours
       palette.py mini PICTURE K   the same of MiniBatchKMeans on all pixels
       palette.py pictures FOLDER  writes the photographs that scikit-learn and matplotlib ship with
"""

import os
import sys

import numpy as np

PHOTOGRAPHS = ("china", "flower", "hopper")


def pictures(folder):
    from matplotlib import cbook
    from PIL import Image
    from sklearn.datasets import load_sample_images

    shots = dict(zip(PHOTOGRAPHS, load_sample_images().images))
    with cbook.get_sample_data("grace_hopper.jpg") as file:
        shots["hopper"] = np.asarray(Image.open(file).convert("RGB"))
    # Parts of a photograph have other colours than the whole.
    china, flower = shots["china"], shots["flower"]
    shots["roofs"] = china[200:, :]
    shots["petals"] = flower[60:340, 180:460]
    for name, pixels in shots.items():
        # At half their size twenty runs on each take minutes, not hours.
        Image.fromarray(pixels).reduce(2).save(os.path.join(folder, f"{name}.png"))


def colours(path):
    from PIL import Image

    return np.asarray(Image.open(path).convert("RGB")).reshape(-1, 3).astype(float)


def main():
    what, path = sys.argv[1:3]
    if what == "pictures":
        pictures(path)
        return
    k = int(sys.argv[3])
    from sklearn.cluster import KMeans, MiniBatchKMeans

    pixels = colours(path)
    if what == "best":
        distinct, weights = np.unique(pixels, axis=0, return_counts=True)
        found = KMeans(min(k, len(distinct)), n_init=20, random_state=0).fit(distinct, sample_weight=weights)
    else:
        found = MiniBatchKMeans(k, n_init=3, random_state=0).fit(pixels)
    print(found.inertia_ / len(pixels))


main()
