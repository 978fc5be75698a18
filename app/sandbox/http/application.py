"""The sandbox as a Starlette application: routes, sign-in, headers, answer formats.

Answers are JSON, or XML if Accept names it; entities are accepted in every documented format.
"""

from __future__ import annotations

import asyncio
import html
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from app.sandbox.errors import ServerError, no_resource, not_supported
from app.sandbox.http import authorization, endpoints, next_steps
from app.sandbox.options import Options
from app.sandbox.records.seed import add_initial_records
from app.sandbox.store import Store
from app.sandbox.wire import dates, formats, language
from app.sandbox.wire.call import Call

if TYPE_CHECKING:
    from app.sandbox.http.identity_provider import IdentityProvider

Handler = Callable[[Call], Any]

_JSON_TYPES = {
    "application/json",
    "text/json",
    "application/json-patch+json",
    "application/merge-patch+json",
}
_ACCEPTED_TYPES = {*_JSON_TYPES, *formats.XML, formats.FORM}
_VERSION = {
    "NetServerVersion": "10.5.1.0",
    "NetServerAssembly": "10.0.0.0",
    "NetServerDate": "2025-10-01",
    "NetServerLabel": "Contact_Entry_sandbox",
    "NetServer": "Contact Entry sandbox, a stand-in for SuperOffice NetServer",
    "Services": "Services87",
    "ServicesCurrent": "Services88",
    "Version": "v1",
}
_ROUTES: list[tuple[str, str, Handler]] = [
    ("GET", "Contact/default", endpoints.contact_default),
    ("POST", "Contact/Validate", endpoints.contact_validate),
    ("GET", "Contact/UdefLayout/Published", endpoints.contact_layout),
    ("GET", "Contact/CustomField", endpoints.contact_fields),
    ("GET", "Contact/Duplicates/{name}", endpoints.contact_duplicates),
    ("GET", "Contact/DuplicateDomains/{domain}", endpoints.contact_duplicate_domains),
    ("GET", "Contact/{id:int}/Persons", endpoints.contact_persons),
    ("GET", "Contact/{id:int}", endpoints.contact_get),
    ("PUT", "Contact/{id:int}", endpoints.contact_put),
    ("DELETE", "Contact/{id:int}", endpoints.contact_delete),
    ("GET", "Contact", endpoints.contact_search),
    ("POST", "Contact", endpoints.contact_post),
    ("GET", "Person", endpoints.person_search),
    ("GET", "Person/default", endpoints.person_default),
    ("POST", "Person/Validate", endpoints.person_validate),
    ("GET", "Person/UdefLayout/Published", endpoints.person_layout),
    ("GET", "Person/CustomField", endpoints.person_fields),
    ("GET", "Person/{id:int}", endpoints.person_get),
    ("POST", "Person", endpoints.person_post),
    ("GET", "Contact/{id:int}/Appointments", next_steps.contact_appointments),
    ("GET", "Contact/{id:int}/Activities", next_steps.contact_activities),
    ("GET", "Appointment/default", next_steps.appointment_default),
    ("GET", "Appointment/{id:int}", next_steps.appointment_get),
    ("PUT", "Appointment/{id:int}", next_steps.appointment_put),
    ("POST", "Appointment", next_steps.appointment_post),
    ("GET", "Selection", next_steps.selections),
    ("GET", "Selection/{id:int}/Members", next_steps.selection_members),
    ("POST", "Selection/{id:int}/Members/AddPerson", next_steps.selection_add),
    ("GET", "Project", next_steps.projects),
    ("GET", "ProjectMember", next_steps.project_members),
    ("POST", "ProjectMember", next_steps.project_member_post),
    ("GET", "Person/{id:int}/Consent", next_steps.consents),
    ("PUT", "Person/{id:int}/Consent/{purpose}", next_steps.consent_put),
    ("GET", "MDOList", endpoints.list_names),
    ("GET", "MDOList/{name}", endpoints.list_tree),
    ("GET", "MDOList/{name}/selectable", endpoints.list_selectable),
    ("GET", "List/Country/Items", endpoints.countries),
    ("GET", "List/ConsentPurpose/Items", next_steps.consent_purposes),
    ("GET", "List/ConsentSource/Items", next_steps.consent_sources),
    ("GET", "List/LegalBase/Items", next_steps.legal_bases),
    ("GET", "User/currentPrincipal", endpoints.principal),
    ("GET", "TimeZone", endpoints.time_zones),
    ("GET", "TimeZone/base", endpoints.time_zone_base),
    ("GET", "TimeZone/current", endpoints.time_zone_base),
    ("POST", "Agents/Contact/GetAddressByCountry", endpoints.agent_address),
    ("POST", "Agents/Contact/GetNameDepartmentDuplicates", endpoints.agent_duplicates),
    ("POST", "Agents/Contact/IsNumberValid", endpoints.agent_number_valid),
    ("POST", "Agents/Person/CreateDefaultByContactId", endpoints.agent_person_default),
    ("POST", "Agents/Person/Move", endpoints.agent_person_move),
]

# What answers 204 (Swagger, "No Content").
_WITHOUT_CONTENT = (
    *(endpoints.contact_delete, endpoints.agent_person_move),
    *(next_steps.selection_add, next_steps.consent_put),
)


@dataclass
class _Sandbox:
    """What the routes of one application share."""

    store: Store
    options: Options
    identity: IdentityProvider | None
    stopping: asyncio.Event  # ends the wait of ``answer_after`` when the server stops


def create_app(data: Path, options: Options) -> Starlette:
    """Creates the application over one data file; its lifespan closes the file.

    ``state.stopping`` is an asyncio.Event to set before the server stops. Raises SandboxNotStarted if the
    file cannot be used.
    """
    store = Store(data)
    if store.is_new:
        add_initial_records(store, options)
    sandbox = _Sandbox(store, options, _identity(options), asyncio.Event())

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        yield
        store.close()

    routes = [
        _route(
            f"/api/v1/{path}",
            method,
            _lacking if f"{method} {path}" in options.lacks else partial(_serve, sandbox, handler),
        )
        for method, path, handler in _ROUTES
    ]
    app = Starlette(
        routes=_mount(sandbox, [_route("/api", "GET", _version), *routes]),
        exception_handlers={ServerError: _server_error, HTTPException: partial(_http_error, sandbox)},
        lifespan=lifespan,
    )
    app.router.redirect_slashes = False
    app.state.stopping = sandbox.stopping
    app.state.identity = sandbox.identity
    return app


def _identity(options: Options) -> IdentityProvider | None:
    if options.scheme != "online":
        return None
    # Imported lazily: only this scheme needs its cryptography.
    from app.sandbox.http.identity_provider import IdentityProvider

    return IdentityProvider(options)


def _mount(sandbox: _Sandbox, api: list[Route]) -> list[BaseRoute]:
    """Mounts the API at the root; for Online below the tenant, with only the sign-in at the root."""
    if sandbox.identity is None:
        return [*api]
    elsewhere = Route("/api/{path:path}", _misdirected, methods=["GET", "POST", "PUT", "DELETE"])
    return [*sandbox.identity.routes(), Mount(f"/{sandbox.options.tenant}", routes=api), elsewhere]


async def _lacking(_request: Request) -> Response:
    raise HTTPException(404)


async def _misdirected(_request: Request) -> Response:
    return _json({"Message": "Wrong subdomain used to access tenant"}, 421)


def _route(path: str, method: str, endpoint: Callable[[Request], Awaitable[Response]]) -> Route:
    route = Route(path, endpoint, methods=[method])
    # ASP.NET ignores case and a trailing slash, and the vendor's own requests have both.
    pattern = route.path_regex.pattern.removesuffix("$") + "/?$"
    route.path_regex = re.compile(pattern, re.IGNORECASE)
    return route


async def _version(request: Request) -> Response:
    """Answers without sign-in; HTML unless JSON is accepted (vendor's documentation, get-webapi-version)."""
    v1 = f"{_base(request)}v1"
    if "json" in request.headers.get("accept", ""):
        return _json({"v1": v1} | _VERSION)
    link = f'<a href="{html.escape(v1)}">v1</a>'  # escaped: it contains the caller's Host header
    return HTMLResponse(f"<html><body><h1>{_VERSION['NetServer']}</h1>{link}</body></html>")


def _base(request: Request) -> str:
    return f"{request.url.scheme}://{request.url.netloc}{request.scope.get('root_path', '')}/api/"


async def _serve(sandbox: _Sandbox, handler: Handler, request: Request) -> Response:
    user = authorization.signed_in_user(request.headers, sandbox.options, sandbox.identity)
    if user is None:
        return _unauthorized(sandbox.options)
    call = Call(
        sandbox.store,
        sandbox.options,
        user,
        language.requested_language(request.headers),
        dates.requested_zone(request.headers),
        _base(request),
        request.path_params,
        {name.lower(): value for name, value in request.query_params.items()},
        await request.body(),
        _content_type(request),
        request.headers.get("if-unmodified-since", ""),
    )
    if request.method in ("POST", "PUT") and call.content_type not in _ACCEPTED_TYPES:
        raise not_supported(request.headers.get("content-type", ""))
    response = await run_in_threadpool(_answer, handler, call, as_xml=_wants_xml(request))
    if handler is endpoints.contact_post and sandbox.options.answer_after:
        await _delay(sandbox.stopping, sandbox.options.answer_after)
    return response


def _answer(handler: Handler, call: Call, *, as_xml: bool = False) -> Response:
    answer = handler(call)
    if handler in _WITHOUT_CONTENT:
        return Response(status_code=204)
    told = call.language.translate(answer)
    if as_xml:
        return Response(formats.write_xml(told), media_type="application/xml; charset=utf-8")
    return _json(told)


async def _delay(stopping: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stopping.wait(), seconds)
    except TimeoutError:
        return


def _content_type(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def _wants_xml(request: Request) -> bool:
    return request.headers.get("accept", "").partition(";")[0].strip().lower() in formats.XML


def _unauthorized(options: Options) -> Response:
    # The body of a 401 is not documented; a web server in front of the API sends a page.
    page = "<html><body><h1>401 - Unauthorized</h1></body></html>"
    return HTMLResponse(page, 401, {"WWW-Authenticate": authorization.challenge(options)})


def _json(body: Any, status: int = 200) -> Response:
    content = json.dumps(body, ensure_ascii=False, allow_nan=False)
    return Response(content, status, media_type="application/json; charset=utf-8")


async def _server_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, ServerError)  # noqa: S101  # registered for this class
    asp_net = "MessageDetail" in error.body and error.status == 400
    quiet = asp_net and "/agents/" in request.url.path.lower()
    return _json(error.body, 200 if quiet else error.status)


async def _http_error(sandbox: _Sandbox, request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101  # registered for this class
    path = request.url.path.lower()
    known = authorization.signed_in_user(request.headers, sandbox.options, sandbox.identity)
    if "/api/v1" in path and known is None:
        return _unauthorized(sandbox.options)
    return await _server_error(request, no_resource(error.status_code, str(request.url)))
