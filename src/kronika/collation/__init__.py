"""Accounts beside each other: beads, groups, identities, events told twice, discrepancies, dependence, lessons."""

from kronika.collation.align import align
from kronika.collation.events import same_events
from kronika.collation.identity import Identity, identities

__all__ = ["Identity", "align", "identities", "same_events"]
