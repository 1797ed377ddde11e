"""The site on this machine while it is being written: served, built again at every change, annotated.

The only folder that opens a socket. What is served is what `build` would write; the script that keeps
pages up to date is put into them as they are sent.
"""
