"""What `init` and `new` write: the files of a new archive, sidecars, registry entries. No disk here."""
