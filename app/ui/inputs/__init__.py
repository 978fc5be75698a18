"""Inputs for one value each."""
