"""`whyprint serve`."""

import click

from surveys import create_app
from surveys.cli.logs import log_to_stderr
from surveys.cli.opening import check_serving
from surveys.config import read_settings
from surveys.serving import THREADS, serve_app


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=int, help="Port to listen on; by default that of the base URL, else 8000.")
@click.option("--threads", type=click.IntRange(1, 64), default=THREADS, show_default=True)
def serve(host: str, port: int | None, threads: int) -> None:
    """Serve the pages with the built-in server, until stopped.

    In public, put nginx or Caddy in front: see docs/administrator.md.
    """
    log_to_stderr()
    settings = read_settings()
    app = create_app(settings)
    check_serving(settings, app.extensions["database"])
    listens = port or (8000 if settings.secure else settings.port)
    click.echo(f"Whyprint is at {settings.base_url} (listening on {host}:{listens}). Stop it with Ctrl-C.")
    serve_app(app, host=host, port=listens, threads=threads)
