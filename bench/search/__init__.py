"""Benchmark of search; run `python -m bench.search`."""
