"""What can be wrong, and how it is told.

`rule` says what kinds of finding there are, `rules` lists them, `diagnostic` holds one finding,
`tell` renders findings as text, JSON, SARIF or GitHub annotations.
"""
