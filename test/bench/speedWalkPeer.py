"""The published method's steps in numpy and scipy: colours quantised, walked from the darkest, each pixel looked up."""

import sys

import numpy as np
from PIL import Image
from scipy.cluster.vq import kmeans2
from scipy.spatial import cKDTree
from scipy.spatial.distance import cdist

picture, target = sys.argv[1:]
rgb = np.asarray(Image.open(picture).convert("RGB"), float)
colours = np.unique(rgb.reshape(-1, 3), axis=0)
if len(colours) > 256:
    colours = kmeans2(colours, 256, seed=1, minit="++")[0]
distance = cdist(colours, colours)
np.fill_diagonal(distance, np.inf)
typical = np.median(distance.min(axis=1))
walk = [int(colours.sum(axis=1).argmin())]
while True:
    here = distance[walk[-1]].copy()
    distance[:, walk[-1]] = np.inf
    # What is nearer than a quarter of a typical step is the same place.
    distance[:, here < typical / 4] = np.inf
    here[here < typical / 4] = np.inf
    here[np.isinf(distance.min(axis=0))] = np.inf
    if here.min() > 8 * typical:
        break
    walk.append(int(here.argmin()))
away, index = cKDTree(colours[walk]).query(rgb.reshape(-1, 3))
t = (index + 0.5) / len(walk)
t[away > 20] = np.nan
np.save(target, t.reshape(rgb.shape[:2]))
