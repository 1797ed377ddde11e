"""From records to the whole: chains, backlinks, relations, readings and where they part.

`whole.whole_from_archive` is the stage. It cannot fail: `checks` reports what does not resolve,
and the graph leaves it out, so that one run can tell everything that is wrong. All orders are
settled by dates, then paths, then the order in a file; never by a hash.
"""
