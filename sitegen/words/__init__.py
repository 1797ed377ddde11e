"""The interface's own words, and how each language writes dates, numbers and lists.

`words.words_for(language)` gives everything that a view or a template needs. English is the source
of all messages and its facts are a constant, so that an English site never loads Babel; the
other languages take their facts from Babel's locale data and their words from `catalogues/`.
"""
