"""Tables with companies and people: matched to fields by headings, made into findings."""
