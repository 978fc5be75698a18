"""Printing: sheets drawn on paper, as PDF, and to be seen before."""
