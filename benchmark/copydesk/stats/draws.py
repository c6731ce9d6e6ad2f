"""Random draws that stay the same on every platform and under every numpy version.

Numpy lets the streams of `Generator` methods (`integers`, `multinomial`, `permutation`) change
between versions (NEP 19); of `PCG64` it guarantees the raw stream of a seed for ever. So nothing
here calls a Generator: whole words come from `PCG64.random_raw`, and are turned into indices and
signs by integer arithmetic alone. Bytes are taken in little-endian order on every machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from copydesk.stats.protocol import Floats

CHUNK_CELLS = 1 << 16
"""Cells drawn at a time: half a megabyte of int64, so that a chunk stays in the cache."""


class Purpose(IntEnum):
    """What draws are for: a seed gives each purpose a stream of its own."""

    BOOTSTRAP = 0
    RANDOMIZATION = 1


def draw_weights(rows: int, clusters: int, seed: int) -> Floats:
    """How often each cluster is drawn in each of `rows` resamples: shape (rows, clusters).

    Every row is one multinomial draw: whole numbers that add up to `clusters`. A cluster is
    picked as floor(u x clusters / 2^32) from a 32-bit u, which favours no cluster by more than
    clusters / 2^32 of its share.
    """
    weights = np.empty((rows, clusters))
    source = np.random.PCG64([seed, Purpose.BOOTSTRAP])
    # Two picks a word: an even number of rows a chunk leaves no half word between chunks.
    step = max(2, CHUNK_CELLS // max(clusters, 1) // 2 * 2)
    for start in range(0, rows, step):
        block = weights[start : start + step]
        words = source.random_raw((block.size + 1) // 2)
        picks = words.astype("<u8", copy=False).view("<u4")[: block.size].astype(np.int64)
        picks *= clusters
        picks >>= 32
        picks = picks.reshape(block.shape)
        picks += np.arange(len(block))[:, np.newaxis] * clusters
        block[:] = np.bincount(picks.ravel(), minlength=block.size).reshape(block.shape)
    return weights


def draw_swaps(rows: int, clusters: int, seed: int, *, step: int) -> Iterator[Floats]:
    """Fair coin tosses, 0. or 1., in chunks of at most `step` rows: shapes (<= step, clusters).

    Each row begins with a fresh word, so what is drawn does not depend on `step`.
    """
    source = np.random.PCG64([seed, Purpose.RANDOMIZATION])
    words_a_row = -(-clusters // 64)
    for start in range(0, rows, step):
        height = min(step, rows - start)
        words: NDArray[np.uint64] = source.random_raw((height, words_a_row))
        octets = words.astype("<u8", copy=False).view(np.uint8)
        yield np.unpackbits(octets, axis=1, count=clusters, bitorder="little").astype(np.float64)
