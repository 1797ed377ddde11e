"""What becomes of passages when a source is corrected: locks renewed, and a person's decisions written down.

Values in, values out: the files are read and written by the commands.
"""
