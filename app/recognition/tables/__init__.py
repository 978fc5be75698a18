"""Tables with companies and people: read from files, matched to fields by headings, made into findings."""
