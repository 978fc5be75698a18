"""What single values look like: addresses, dates, titles, phone and register numbers, and which one wins."""
