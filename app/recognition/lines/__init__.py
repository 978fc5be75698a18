"""Lines of a text, made ready to be read: columns, notices, sentences, what is about others."""
