"""From quotes to spans: fold, find places, match, describe, resolve; and the anchor lock.

Everything here counts code points of a reading text. Two forms of that text meet: the *source*
form, as a reader sees it, and the *folded* form, in which what a person would not call a
difference is gone. Quotes are looked for in the folded form alone, so that a quote is unique, or
not, whichever quotation marks its author typed; spans are given out in the source form alone.
"""
