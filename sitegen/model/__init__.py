"""The nouns: frozen records that every stage shares.

Two families. `archive` holds what the author wrote, as validated values, and where each quoted
passage stands. `whole` holds what the graph stage concludes from all of it. Records are
`msgspec` structs: immutable, compared by value, and with one fast, safe encoding (MessagePack)
that the memo keeps and digests are taken of.
"""
