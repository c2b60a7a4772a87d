"""Promises that hold for whatever comes: seeded mutants of real entries, generated values, random sequences of changes."""
