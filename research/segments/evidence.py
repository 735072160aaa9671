"""What distances say of each number of segments, on our data and on data without groups."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from research.arithmetic.arrays import Floats, Floats32
from research.arithmetic.parallel import Work, spawn
from research.segments.criteria import (
    GAP_LIMIT,
    gap_choice,
    gap_of,
    log_losses,
    prediction_strength,
    reference_box,
    silhouettes,
)
from research.segments.kmeans import Partition, partition_points, single
from research.segments.lloyd import nearest, quick_stages, search
from research.segments.null import Clouds
from research.segments.points import Points, subsample
from research.segments.stability import cloud_streams, null_cloud

SPLITS, BOXES, SILHOUETTE_CLOUDS = 10, 12, 6
"""Random halves, reference boxes of the gap statistic, and clouds whose silhouettes are looked at."""

CLOUD_LIMIT = 1_500
"""People of a cloud whose silhouettes are computed."""


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """Criteria by number of segments; `gap` starts at one segment.

    Parameters
    ----------
    partitions : dict of k to Partition
    silhouette : dict of k to float
    null_silhouette, null_silhouette_high : dict of k to float
        Mean and highest over clouds without groups.
    prediction_strength, prediction_strength_error : dict of k to float
        Mean and standard error over random halves.
    gap, gap_error : dict of k to float
    gap_k : int
        What the gap statistic chooses.
    """

    partitions: dict[int, Partition]
    silhouette: dict[int, float]
    null_silhouette: dict[int, float]
    null_silhouette_high: dict[int, float]
    prediction_strength: dict[int, float]
    prediction_strength_error: dict[int, float]
    gap: dict[int, float]
    gap_error: dict[int, float]
    gap_k: int


def evidence_work(
    points: Points, ks: Sequence[int], *, seed: int, starts: int, source: Clouds | None = None
) -> Work[Evidence]:
    """Partitions, silhouettes, prediction strength and gap of the points, and silhouettes of clouds without groups."""
    ks = list(ks)
    parts: list[list[Callable[[], Any]]] = [
        [partial(partition_points, points, k, seed=seed, starts=starts, rounds=1) for k in reversed(ks)],
        [partial(_strengths, points, ks, stream) for stream in spawn(seed + 3, SPLITS)],
        _gap_tasks(points, [1, *ks], seed),
        [
            partial(_cloud_silhouettes, points, source, stream, ks, seed)
            for stream in cloud_streams(seed, SILHOUETTE_CLOUDS)
        ],
    ]

    def gather(results: list[Any]) -> Evidence:
        found = iter(results)
        partitions, strengths, losses, widths = ([next(found) for _ in part] for part in parts)
        return _evidence(
            points, ks, seed, partitions[::-1], np.stack(strengths), np.concatenate(losses), np.stack(widths)
        )

    return Work(tasks=[task for part in parts for task in part], gather=gather)


def _evidence(
    points: Points,
    ks: list[int],
    seed: int,
    partitions: list[Partition],
    strengths: Floats,
    losses: Floats,
    null_widths: Floats,
) -> Evidence:
    gap, error = gap_of(losses[0], losses[1:])
    by_k = dict(zip(ks, partitions, strict=True))
    widths = silhouettes(
        points.rows[points.row_of],
        {k: partition.labels for k, partition in by_k.items()},
        rng=np.random.default_rng([seed, 4]),
    )
    return Evidence(
        partitions=by_k,
        silhouette=widths,
        null_silhouette=_by(ks, null_widths.mean(axis=0)),
        null_silhouette_high=_by(ks, null_widths.max(axis=0)),
        prediction_strength=_by(ks, strengths.mean(axis=0)),
        prediction_strength_error=_by(ks, strengths.std(axis=0, ddof=1) / np.sqrt(SPLITS)),
        gap=_by([1, *ks], gap),
        gap_error=_by([1, *ks], error),
        gap_k=gap_choice([1, *ks], gap, error),
    )


def _by(ks: Sequence[int], values: Floats) -> dict[int, float]:
    return {k: float(value) for k, value in zip(ks, values, strict=True)}


def _strengths(points: Points, ks: list[int], stream: np.random.SeedSequence) -> Floats:
    return prediction_strength(points, ks, rng=np.random.default_rng(stream))


def _gap_tasks(points: Points, ks: list[int], seed: int) -> list[Callable[[], Floats]]:
    """The data themselves first, then boxes, a few at a time."""
    rng = np.random.default_rng([seed, 5])
    sample = subsample(points, GAP_LIMIT, rng)
    people = sample.rows[sample.row_of]
    own = people.astype(np.float32)
    boxes = [reference_box(people, people=len(people), rng=rng) for _ in range(BOXES)]
    streams = iter(spawn(seed + 4, BOXES + 1))
    tasks: list[Callable[[], Floats]] = [partial(_losses, [own], ks, next(streams))]
    tasks += [partial(_losses, boxes[at : at + 4], ks, next(streams)) for at in range(0, BOXES, 4)]
    return tasks


def _losses(sets: list[Floats32], ks: list[int], stream: np.random.SeedSequence) -> Floats:
    return log_losses(sets, ks, rng=np.random.default_rng(stream))


def _cloud_silhouettes(
    points: Points, source: Clouds | None, stream: np.random.SeedSequence, ks: list[int], seed: int
) -> Floats:
    cloud = null_cloud(points, source, stream)
    rng = np.random.default_rng([seed, 6])
    rows = cloud.rows.astype(np.float32)
    batch = single(cloud, rng)
    groups = {}
    for k in ks:
        centres, _ = search(batch, k=k, stages=quick_stages(10))
        groups[k] = nearest(rows, centres[:, 0])[0][cloud.row_of]
    widths = silhouettes(cloud.rows[cloud.row_of], groups, rng=rng, limit=CLOUD_LIMIT)
    return np.array([widths[k] for k in ks])
