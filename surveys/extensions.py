"""The Flask extensions, without an application: `create_app` binds them."""

from flask_babel import Babel
from flask_limiter import Limiter
from flask_login import LoginManager
from flask_wtf.csrf import CSRFProtect

from surveys.client_network import client_network

babel = Babel()
csrf = CSRFProtect()
limiter = Limiter(key_func=client_network, headers_enabled=False)
login = LoginManager()
