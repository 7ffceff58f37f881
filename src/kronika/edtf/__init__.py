"""Dates as EDTF (ISO 8601-2, levels 0 to 2): values, bounds, order, relations, calendars.

Strings go in and out at the edges (`relation`, `earliest`, `latest`, `sort_key`, `display`); inside, `parse` gives
immutable values that print themselves.
"""

from kronika.edtf.calendars import month_span, to_gregorian
from kronika.edtf.constraints import Constraint
from kronika.edtf.days import day_number, days_in_month, from_day_number, leap, span, weekday
from kronika.edtf.display import display
from kronika.edtf.parsing import parse
from kronika.edtf.relations import Relation, bounds, earliest, latest, relation, sort_key
from kronika.edtf.values import Date, DateSet, Day, Edtf, Interval, Range

__all__ = [
    "Constraint", "Date", "DateSet", "Day", "Edtf", "Interval", "Range", "Relation", "bounds", "day_number",
    "days_in_month", "display", "earliest", "from_day_number", "latest", "leap", "month_span", "parse", "relation",
    "sort_key", "span", "to_gregorian", "weekday",
]  # fmt: skip
