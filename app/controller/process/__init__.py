"""Threads, garbage, the network's state, and the one window of a data folder."""
