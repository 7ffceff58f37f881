"""The coastline round the places of a book, cut to the window that the map shows."""

from __future__ import annotations

import json
import math
from functools import cache
from importlib.resources import files

Point = tuple[float, float]
LEAST = 6.0  # degrees: a book of one town still shows the country around


def coast(places: list[Point]) -> dict[str, list[float] | list[list[int]]]:
    """`window` (west, south, east, north) round all, `rings` in steps.

    A ring is cut at a margin outside the window (Sutherland and Hodgman 1974), so the page carries no more land
    than it can show.
    """
    west, east = min(x for x, _ in places), max(x for x, _ in places)
    south, north = min(y for _, y in places), max(y for _, y in places)
    wide, high = east - west, north - south
    margin = max(LEAST - wide, LEAST - high, 0.25 * max(wide, high), 1.0) / 2
    window = [max(-180.0, west - margin * 1.6), max(-85.0, south - margin),
              min(180.0, east + margin * 1.6), min(85.0, north + margin)]  # fmt: skip
    # A map is wider than high: a degree of longitude is shorter by the cosine of the latitude.
    shrink = max(0.2, math.cos(math.radians((window[1] + window[3]) / 2)))
    lacking = 1.6 * (window[3] - window[1]) / shrink - (window[2] - window[0])
    if lacking > 0:
        window[0], window[2] = max(-180.0, window[0] - lacking / 2), min(180.0, window[2] + lacking / 2)
    wider = [window[0] - 30, window[1] - 15, window[2] + 30, window[3] + 15]
    step = max(1, round((window[2] - window[0]) / 60 * 10))
    rings = [_steps(cut, step) for ring in _rings() if len(cut := _cut(ring, wider)) > 2]
    return {"window": [round(edge, 2) for edge in window], "rings": [ring for ring in rings if len(ring) > 6]}


@cache
def _rings() -> tuple[tuple[Point, ...], ...]:
    packed = json.loads((files("kronika.publishing.vendor") / "coastline.json").read_text(encoding="utf-8"))
    made = []
    for flat in packed:
        x = y = 0
        ring = []
        for dx, dy in zip(flat[::2], flat[1::2]):
            x, y = x + dx, y + dy
            ring.append((x / 100, y / 100))
        made.append(tuple(ring))
    return tuple(made)


def _cut(ring: tuple[Point, ...], window: list[float]) -> list[Point]:
    """The part of a ring within a window; empty where they do not meet."""
    points = list(ring)
    for side, edge in enumerate(window):
        points = _cut_at(points, side % 2, edge, keep_above=side < 2)
    return points


def _cut_at(points: list[Point], axis: int, edge: float, keep_above: bool) -> list[Point]:
    kept: list[Point] = []
    for i, here in enumerate(points):
        before = points[i - 1]
        inside, was_inside = (p[axis] >= edge if keep_above else p[axis] <= edge for p in (here, before))
        if inside != was_inside:
            share = (edge - before[axis]) / (here[axis] - before[axis])
            other = before[1 - axis] + share * (here[1 - axis] - before[1 - axis])
            kept.append((edge, other) if axis == 0 else (other, edge))
        if inside:
            kept.append(here)
    return kept


def _steps(ring: list[Point], step: int) -> list[int]:
    """Hundredths of a degree as differences; points nearer than `step` to the last are left out."""
    flat: list[int] = []
    last = (0, 0)
    for x, y in ring:
        here = (round(x * 100), round(y * 100))
        if not flat or abs(here[0] - last[0]) + abs(here[1] - last[1]) >= step:
            flat += [here[0] - last[0], here[1] - last[1]]
            last = here
    return flat
