"""The built-in server: only its limits. It survives hundreds of slow clients, because it reads whole requests first."""

import resource

from flask import Flask
from waitress import create_server

from surveys.web.access import UPLOAD_BODY

THREADS = 16
CONNECTIONS = 4_000
"""Slow clients hold a connection, never a thread."""
SECONDS_FOR_A_REQUEST = 60


def serve_app(app: Flask, *, host: str, port: int, threads: int = THREADS) -> None:
    """Serve until stopped."""
    _allow_connections()
    server = create_server(
        app,
        host=host,
        port=port,
        threads=threads,
        connection_limit=CONNECTIONS,
        backlog=2_048,
        channel_timeout=SECONDS_FOR_A_REQUEST,
        cleanup_interval=10,
        max_request_body_size=UPLOAD_BODY + 64 * 1024,
        max_request_header_size=32 * 1024,
        asyncore_use_poll=True,  # select() cannot watch more than 1,024 connections
        clear_untrusted_proxy_headers=not app.extensions["settings"].trusted_proxies,
        ident=None,
    )
    try:
        server.run()
    finally:
        server.close()


def _allow_connections() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = CONNECTIONS + 500
    if soft < wanted:
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
