"""The only folder that touches files: listing, reading, the memo, staging and the manifest."""
