"""How Lunr scores: what the whole index is scored with here, and the manifest tells the client."""

from __future__ import annotations

from typing import Final

K1: Final = 1.2
B: Final = 0.75
PIPELINE: Final = ("stemmer",)  # English; what a stock client does to a query's words
