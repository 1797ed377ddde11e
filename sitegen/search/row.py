"""A row: the postings of one term, packed.

A row is a head (the number of postings in the last field, then a bit for each other field that has any,
then a bit for a row without passages), the numbers of postings of the flagged fields, then all postings field
by field: twice the gap to the unit before, and one more where the term stands there more than once;
then its frequency less two, where it does; then its passages, where field and row have them. On a large
site a word of very many units has no passages: they would be most of what is sent for it, and where
such a word stands says little.
"""

from __future__ import annotations

from typing import Final

from sitegen.search.unit import FIELDS

NF: Final = len(FIELDS)
LARGE: Final = 2_000  # units: below, all passages of a word are a few kB
COMMON: Final = 3  # one unit in so many; at 8, one known-item query in twenty lost its first place
