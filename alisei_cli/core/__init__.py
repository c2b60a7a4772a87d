"""The verbs: pure functions over the nouns; no disk, no print."""
