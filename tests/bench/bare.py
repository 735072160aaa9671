"""The smallest Flask application that takes a post: what the bench compares with."""

from flask import Flask

app = Flask(__name__)


@app.get("/sign-in")
def ready() -> str:
    return "ready"


@app.post("/")
def accept() -> tuple[str, int]:
    return "", 303
