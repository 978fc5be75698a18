"""Error answers, in the two formats of the WebAPI: SuperOffice's error object and ASP.NET's messages.

``ServerError`` has a status and a body; ``application`` sends it.
    refused()         400, SoInvalidArgumentException: a value that the server does not accept
    not_found()       404, SoNotFoundException
    server_failure()  500, SoDbAccessException
    unreadable()      400, ASP.NET: the body cannot be read into the carrier
    no_resource()     404 or 405, ASP.NET: no such path or method
    not_supported()   415, ASP.NET

Source: "Errors" of https://docs.superoffice.com/en/api/web-services/endpoints/rest-webapi.
"""

from typing import Any


class ServerError(Exception):
    """An answer with another status than 200."""

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
    """Returns the error for a value that cannot be saved; the message names the field."""
    return _error_object(400, "SoInvalidArgumentException", f"{field}: {message}")


def not_found(entity: str, number: int) -> ServerError:
    """Returns the error for an id that does not exist."""
    return _error_object(404, "SoNotFoundException", f"{entity} id {number} not found")


def changed_meanwhile(entity: str, number: int) -> ServerError:
    """Returns the error for a record that was changed after the time in If-Unmodified-Since."""
    return _error_object(412, "SoPreconditionFailedException", f"{entity} id {number} has been changed")


def no_right(entity: str, number: int) -> ServerError:
    """Returns the error for a record that the user may not change."""
    return _error_object(403, "SoSecurityException", f"No right to update {entity} id {number}")


def server_failure(message: str) -> ServerError:
    """Returns the error for a failure of the server itself."""
    return _error_object(500, "SoDbAccessException", message)


def _asp_net(status: int, message: str, detail: str) -> ServerError:
    return ServerError(status, {"Message": message, "MessageDetail": detail})


def unreadable(detail: str) -> ServerError:
    """Returns the error for a body that cannot be read into its carrier."""
    return _asp_net(400, "The request is invalid.", detail)


def no_resource(status: int, url: str) -> ServerError:
    """Returns the error for a path or a method that does not exist."""
    if status == 405:
        return _asp_net(405, "The requested resource does not support this http method.", url)
    message = f"No HTTP resource was found that matches the request URI '{url}'."
    return _asp_net(status, message, "No action was found on the controller that matches the request.")


def not_supported(content_type: str) -> ServerError:
    """Returns the error for a content type that is not accepted."""
    message = f"The request entity's media type '{content_type}' is not supported for this resource."
    return _asp_net(415, message, "No MediaTypeFormatter is available to read this media type.")
