"""Requests and answers of the sandbox: carriers, formats, dates, languages, lengths."""
