"""The WebAPI's carriers: its records, with the names of its Swagger file."""
