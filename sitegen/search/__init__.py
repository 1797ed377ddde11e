"""Search: units in, Lunr shards and the scripts that ask them out."""
