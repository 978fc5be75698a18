"""Companies that registers know, at the field in which their number or name is typed."""
