"""Annotating on the page: what a person selected and wrote becomes a splice into the sidecar.

Everything that is kept is in the archive's own files; this server holds only what it needs to take the
last changes back.
"""
