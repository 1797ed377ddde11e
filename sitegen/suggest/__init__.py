"""Drafts from the text itself: quotations with their reporting words, known names, numbers with units.

Everything is offered and nothing saved. What is found is what the page says: a draft has no claim, no
stance and no certainty, and where it is not plain who speaks, no speaker.
"""
