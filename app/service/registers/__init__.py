"""Questions to public registers: which one is asked, whether it may be, and what it has said."""
