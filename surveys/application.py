"""The application that asks people: only its wiring."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from surveys import extensions
from surveys.accounts.routes import blueprint as accounts
from surveys.analyses.routes import blueprint as analyses
from surveys.builder.routes import blueprint as builder
from surveys.config import Settings, read_settings
from surveys.jobs.queue import Jobs
from surveys.paths import STATIC, TEMPLATES, TRANSLATIONS
from surveys.reports.routes import blueprint as reports
from surveys.respondents.routes import blueprint as respondents
from surveys.store.database import Database
from surveys.store.tries import tries_url
from surveys.studies.routes import blueprint as studies
from surveys.waves.routes import blueprint as waves
from surveys.web.access import SMALL_BODY, init_access
from surveys.web.assets import init_assets
from surveys.web.errors import init_errors
from surveys.web.headers import init_headers
from surveys.web.language import babel_locale, init_language
from surveys.web.navigation import init_navigation
from surveys.web.scale_shape import init_scales
from surveys.web.signed_in import init_signed_in
from surveys.web.transaction import init_transaction


def create_app(settings: Settings | None = None) -> Flask:
    """The application, ready to serve; refuses to be made with unsafe settings."""
    settings = settings or read_settings()
    app = Flask("surveys", static_folder=str(STATIC), template_folder=str(TEMPLATES))
    app.config.from_mapping(_flask_config(settings))
    app.extensions["settings"] = settings
    database = Database(settings.database)
    app.extensions["jobs"] = Jobs(settings.jobs, database, secret_key=settings.secret_key, scheduler=settings.scheduler)
    # After-request functions run in reverse: the headers are added last, once the commit has had its say.
    init_headers(app, secure=settings.secure)
    init_transaction(app, database)
    init_access(app)
    init_errors(app)
    init_language(app)
    init_assets(app)
    init_scales(app)
    init_navigation(app)
    _init_extensions(app)
    _register_pages(app)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    return app


def _flask_config(settings: Settings) -> dict[str, object]:
    return {
        "SECRET_KEY": settings.secret_key,
        "BASE_URL": settings.base_url,
        "TRUSTED_HOSTS": settings.trusted_hosts,
        "SESSION_COOKIE_NAME": "__Host-whyprint" if settings.secure else "whyprint",
        "SESSION_COOKIE_SECURE": settings.secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "MAX_CONTENT_LENGTH": SMALL_BODY,
        "MAX_FORM_MEMORY_SIZE": SMALL_BODY,
        "MAX_FORM_PARTS": 1000,
        "WTF_CSRF_TIME_LIMIT": None,
        "RATELIMIT_STORAGE_URI": settings.rate_limit_storage or tries_url(settings.data_dir),
        "BABEL_TRANSLATION_DIRECTORIES": str(TRANSLATIONS),
        "PREFERRED_URL_SCHEME": "https" if settings.secure else "http",
    }


def _init_extensions(app: Flask) -> None:
    extensions.babel.init_app(app, locale_selector=babel_locale)
    init_signed_in(app)
    extensions.limiter.init_app(app)
    extensions.csrf.init_app(app)


def _register_pages(app: Flask) -> None:
    for blueprint in (accounts, respondents, builder, studies, analyses, waves, reports):
        app.register_blueprint(blueprint)
