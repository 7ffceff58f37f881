"""Accounts beside each other: beads, groups, identities, events told twice, discrepancies, dependence, lessons."""

from kronika.collation.align import align

__all__ = ["align"]
