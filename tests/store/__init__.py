"""One file a module of the same name."""
