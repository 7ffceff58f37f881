"""Writes the coastline that the reader page draws, from the npm package `world-atlas` (land at 1:50 million).

    npm pack world-atlas && tar xzf world-atlas-*.tgz
    python tools/coastline.py package/land-50m.json src/kronika/publishing/vendor/coastline.json

The result is a list of rings; each is a flat list of integers, in hundredths of a degree: the first longitude
and latitude, and from then on differences. Islands less than about a tenth of a degree across are left out.
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path

Point = tuple[float, float]
SMALLEST = 0.12  # degrees across: below it an island is no wider than a line of the drawing
TOLERANCE = 0.03  # degrees: what a coast may stray from the source when points are dropped


def arcs_of(topology: dict) -> list[list[Point]]:  # type: ignore[type-arg]
    """The arcs of a TopoJSON topology as longitude and latitude."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * kx + dx, y * ky + dy))
        arcs.append(points)
    return arcs


def ring_of(numbers: list[int], arcs: list[list[Point]]) -> list[Point]:
    """One closed ring; a negative number means the arc `~number` backwards (TopoJSON specification 2.1.4)."""
    ring: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring.extend(arc if not ring else arc[1:])
    return ring


def thinned(points: list[Point]) -> list[Point]:
    """The points that keep the line within `TOLERANCE` of the source (Douglas and Peucker 1973)."""
    keep = {0, len(points) - 1}
    stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        (ax, ay), (bx, by) = points[first], points[last]
        length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
        far, at = 0.0, -1
        for i in range(first + 1, last):
            x, y = points[i]
            away = (
                abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length
                if length
                else ((x - ax) ** 2 + (y - ay) ** 2) ** 0.5
            )
            if away > far:
                far, at = away, i
        if far > TOLERANCE:
            keep.add(at)
            stack += [(first, at), (at, last)]
    return [points[i] for i in sorted(keep)]


def unwound(ring: list[Point]) -> list[list[Point]]:
    """A ring that may cross the date line as rings that do not jump: one east of it and one west.

    A ring round the pole is closed along it.
    """
    turned = 0.0
    straight = [ring[0]]
    for (before, _), (x, y) in pairwise(ring):
        if abs(x - before) > 180:
            turned += 360.0 if x < before else -360.0
        straight.append((x + turned, y))
    if abs(straight[-1][0] - straight[0][0]) > 180:
        straight += [(straight[-1][0], -90.0), (straight[0][0], -90.0)]
    xs = [x for x, _ in straight]
    shifts = [0.0] + [shift for shift, out in ((-360.0, max(xs) > 180), (360.0, min(xs) < -180)) if out]
    return [[(x + shift, y) for x, y in straight] for shift in shifts]


def packed(ring: list[Point]) -> list[int]:
    """A ring as whole hundredths of a degree, each point as the step from the one before."""
    flat: list[int] = []
    before = (0, 0)
    for x, y in ring:
        here = (round(x * 100), round(y * 100))
        if here != before or not flat:
            flat += [here[0] - before[0], here[1] - before[1]]
        before = here
    return flat


def main() -> None:
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    arcs = arcs_of(topology)
    rings = []
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"]:
            for numbers in polygon:  # the outline, and inland seas as holes: filled by the even-odd rule
                ring = ring_of(numbers, arcs)
                xs, ys = [p[0] for p in ring], [p[1] for p in ring]
                if max(max(xs) - min(xs), max(ys) - min(ys)) >= SMALLEST:
                    rings += [packed(one) for one in unwound(thinned(ring))]
    rings.sort(key=len, reverse=True)
    Path(sys.argv[2]).write_text(json.dumps(rings, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
