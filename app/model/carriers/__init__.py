"""The WebAPI's own records, as its Swagger file names them."""
