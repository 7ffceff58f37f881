"""Where accounts disagree: structured slots of aligned passages and matched events, compared by value.

Candidates are whatever is left over on both sides (`slots`), exchanged (`swaps`), missing (`omissions`) or told of one
event in two ways (`outcomes`); each is judged by its evidence (`judging`) and said in a sentence (`wording`).
"""

from kronika.collation.comparing.compare import compare, compare_all

__all__ = ["compare", "compare_all"]
