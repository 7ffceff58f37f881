"""Accounts beside each other: beads, groups, identities, events told twice, discrepancies, dependence, lessons."""

from kronika.collation.align import align
from kronika.collation.align_all import all_beads
from kronika.collation.comparing import compare, compare_all
from kronika.collation.dependence import dependence
from kronika.collation.events import same_events
from kronika.collation.gather import gather, gather_explained
from kronika.collation.identity import Identity, identities
from kronika.collation.lessons import lessons
from kronika.collation.passages import passages

__all__ = [
    "Identity",
    "align",
    "all_beads",
    "compare",
    "compare_all",
    "dependence",
    "gather",
    "gather_explained",
    "identities",
    "lessons",
    "passages",
    "same_events",
]
