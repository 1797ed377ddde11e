"""Two states of an archive → what changed in meaning, in sentences for a reviewer.

Not lines but statements: who is said to have said what, which status a claim has, which numbers part. A thing
that only got another id or another place is told as such, and not as gone and come.
"""
