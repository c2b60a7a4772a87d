"""The nouns: frozen values from the standard library alone; nothing here reads, prints or decides."""
