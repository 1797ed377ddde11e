"""Measurements: whole builds (`python -m bench`), search (`python -m bench.search`)."""
