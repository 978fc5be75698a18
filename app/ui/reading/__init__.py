"""What typed text means: numbers, dates and times, in every locale."""
