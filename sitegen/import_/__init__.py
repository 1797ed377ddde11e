"""The way in: annotations of other formats → documents, sidecars and registries; bytes in, files out.

Each format is a module with one function, from files by name to a `Harvest`: sources, and marks on them, as
the format has them. `assemble` finds every mark's passage and writes what it is described by. What cannot be
placed or kept is in the report, with the reason: marks that came in are marks placed and marks lost.
"""
