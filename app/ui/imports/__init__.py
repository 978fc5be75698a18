"""Tables of companies in the window: their preview, their columns, and the way through what they leave."""
