"""The HTTP server of the sandbox: routes, handlers, sign-in."""
