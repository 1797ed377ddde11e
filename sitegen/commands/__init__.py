"""The commands, each in a module of its name; `options` and `output` hold what they share."""
