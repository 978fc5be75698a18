"""The two shapes in which the WebAPI says no.

``ServerError`` carries a status and a body; ``application`` sends it.
    refused()        400, SoInvalidArgumentException: a value the server does not take
    not_found()      404, SoNotFoundException
    broken()         500, for the person that is to fail
    unreadable()     400, ASP.NET's own: the body could not be read into the carrier
    no_resource()    404 or 405, ASP.NET's own: no such address or method
    not_supported()  415, ASP.NET's own

Source: "Errors" of https://docs.superoffice.com/en/api/web-services/endpoints/rest-webapi.
"""

from typing import Any


class ServerError(Exception):
    """An answer that is not 200."""

    def __init__(self, status: int, body: dict[str, Any]) -> None:
        super().__init__(body.get("ErrorMessage") or body.get("Message", ""))
        self.status = status
        self.body = body


def _error_object(status: int, kind: str, message: str) -> ServerError:
    source = "SuperOffice.Services.Implementation"
    return ServerError(
        status, {"Error": True, "ErrorType": kind, "ErrorMessage": message, "ErrorSource": source}
    )


def refused(field: str, message: str) -> ServerError:
    """A value that cannot be saved; the message names the field."""
    return _error_object(400, "SoInvalidArgumentException", f"{field}: {message}")


def not_found(entity: str, number: int) -> ServerError:
    return _error_object(404, "SoNotFoundException", f"{entity} id {number} not found")


def broken(message: str) -> ServerError:
    return _error_object(500, "SoDbAccessException", message)


def _asp_net(status: int, message: str, detail: str) -> ServerError:
    return ServerError(status, {"Message": message, "MessageDetail": detail})


def unreadable(detail: str) -> ServerError:
    return _asp_net(400, "The request is invalid.", detail)


def no_resource(status: int, url: str) -> ServerError:
    if status == 405:
        return _asp_net(405, "The requested resource does not support this http method.", url)
    message = f"No HTTP resource was found that matches the request URI '{url}'."
    return _asp_net(status, message, "No action was found on the controller that matches the request.")


def not_supported(content_type: str) -> ServerError:
    message = f"The request entity's media type '{content_type}' is not supported for this resource."
    return _asp_net(415, message, "No MediaTypeFormatter is available to read this media type.")
