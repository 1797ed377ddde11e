"""Changes to an author's YAML that touch nothing but what they change.

Text in, text out. Comments, order, quotation marks, indentation, line ends and blank lines stay as they
are. Every result is read again and compared with what was meant before it is given out, so a file
whose form is beyond this code is refused rather than harmed.
"""
