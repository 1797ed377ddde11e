"""What only the whole archive can tell: references, circles, numbers, dates, what nothing refers to.

`run.run_checks` is the stage: an ordered tuple of functions from the archive and the whole to diagnostics.
A check never stops another, and leaves alone what a check before it has reported.
"""
