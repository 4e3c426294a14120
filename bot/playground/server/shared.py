"""The one type that every file here speaks: a JSON object as it stands on the wire."""

from typing import Any

Json = dict[str, Any]
