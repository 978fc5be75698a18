"""What the trace of a request tells from httpcore's events."""

from app.webapi.errors.trace import RequestTrace


class Sent:
    def __init__(self, method: bytes) -> None:
        self.method = method


def test_a_request_has_started_once_its_headers_go_out() -> None:
    trace = RequestTrace()
    trace("connection.connect_tcp.started", {"host": "crm.example.com", "port": 443})
    trace("connection.start_tls.started", {"server_hostname": "crm.example.com"})
    assert (trace.started, trace.peer, trace.tls_host) == (
        False,
        ("crm.example.com", 443),
        "crm.example.com",
    )
    trace("http11.send_request_headers.started", {"request": Sent(b"POST")})
    assert trace.started


def test_the_tunnel_of_a_proxy_is_not_the_request() -> None:
    trace = RequestTrace()
    trace("http_proxy.connect_tcp.started", {"host": "proxy.example", "port": 3128})
    trace("http11.send_request_headers.started", {"request": Sent(b"CONNECT")})
    assert not trace.started
    assert trace.peer == ("proxy.example", 3128)


def test_other_events_change_nothing() -> None:
    trace = RequestTrace()
    for event in ("connection.connect_tcp.complete", "http11.receive_response_headers.started", "odd"):
        trace(event, {})
    assert (trace.started, trace.peer, trace.tls_host) == (False, None, "")


def test_what_is_to_be_done_meanwhile_is_done_once_the_request_is_on_its_way() -> None:
    done: list[bool] = []
    trace = RequestTrace(lambda: done.append(True))
    for method in (b"CONNECT", b"POST"):
        assert done == [], "the answer of a proxy is waited for"
        trace("http11.send_request_headers.started", {"request": Sent(method)})
        trace("http11.send_request_body.complete", {})
        trace("http11.receive_response_headers.started", {})
    assert done == [True]
