"""What a definition is called by its content: canonical JSON and its hash."""

import hashlib
import json

from pydantic import BaseModel


def canonical_json(definition: BaseModel) -> str:
    """The definition as JSON in one fixed form: sorted keys, no blanks, without what is at its default."""
    plain = definition.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def content_hash(definition: BaseModel) -> str:
    """SHA-256 of the canonical JSON: equal for equal definitions, however they were written."""
    return hashlib.sha256(canonical_json(definition).encode("utf-8", "surrogatepass")).hexdigest()
