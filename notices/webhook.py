"""One webhook: JSON in the form that the listener takes, and its answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from notices.message import Message
from notices.settings import Webhook
from notices.templates import WEBHOOKS

TIMEOUT_SECONDS = 20
ANSWER_BYTES = 65_536


class WebhookFailed(RuntimeError):
    """The listener did not take the notice; the text is one line without its address, which is a secret."""


class _NoRedirect(HTTPRedirectHandler):
    """A redirected POST would arrive as a GET, without its body."""

    def redirect_request(self, *_: object) -> None:
        return None


def post(webhook: Webhook, message: Message) -> None:
    """Post the notice; raises WebhookFailed."""
    form = WEBHOOKS[webhook.template]
    content = json.dumps(payload(form, message), ensure_ascii=False).encode()
    request = Request(webhook.url, content, {"Content-Type": "application/json; charset=utf-8"})
    try:
        with build_opener(_NoRedirect).open(request, timeout=TIMEOUT_SECONDS) as response:
            answer = response.read(ANSWER_BYTES)
    except HTTPError as error:
        raise WebhookFailed(f"webhook at {webhook.host}: HTTP {error.code}") from None
    except HTTPException as error:
        raise WebhookFailed(f"webhook at {webhook.host}: no HTTP answer ({type(error).__name__})") from None
    except OSError as error:
        raise WebhookFailed(f"webhook at {webhook.host}: {getattr(error, 'reason', error)}") from None
    _require_accepted(webhook, answer)


def payload(form: Mapping[str, Any], message: Message) -> Any:  # noqa: ANN401  # JSON
    """The body of a form with the parts of the notice in it."""
    text = message.text
    for mark, written in form.get("escape", {}).items():
        text = text.replace(mark, written)
    return _filled(form["body"], asdict(message) | {"text": cut(text, form["max_bytes"])})


def cut(text: str, max_bytes: int) -> str:
    """The text, or its beginning with an ellipsis, in at most so many bytes of UTF-8."""
    encoded = text.encode()
    if len(encoded) <= max_bytes:
        return text
    return encoded[: max_bytes - len("…".encode())].decode(errors="ignore") + "…"


def _filled(form: Any, parts: Mapping[str, Any]) -> Any:  # noqa: ANN401  # JSON
    if isinstance(form, dict):
        return {name: _filled(value, parts) for name, value in form.items()}
    return parts[form[1:-1]] if isinstance(form, str) and form.startswith("{") else form


def _require_accepted(webhook: Webhook, answer: bytes) -> None:
    wanted = WEBHOOKS[webhook.template].get("accepted", {})
    if not wanted:
        return
    try:
        told = json.loads(answer)
    except ValueError:
        told = None
    for name, value in wanted.items():
        found = told.get(name) if isinstance(told, dict) else None
        if found != value:
            # Only a number is repeated: the rest of an answer may hold the address.
            code = found if isinstance(found, int) else "unknown"
            raise WebhookFailed(f"webhook at {webhook.host}: refused by {webhook.template}, {name} {code}")
