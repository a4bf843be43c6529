"""The public face: tell everybody who is to be told, and say what became of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from notices.mail import MailFailed, deliver
from notices.message import Message, message, needs
from notices.settings import Settings
from notices.webhook import WebhookFailed, post


class NoticeFailed(RuntimeError):
    """A listener was not reached or is set wrongly; the others were told. The text is one line."""


def send(report: Mapping[str, Any], settings: Settings) -> str:
    """Tell people what in the report of a run needs one of them; returns one line for a log, raises NoticeFailed.

    `report` is a run's report as its JSON holds it.
    """
    found = needs(report)
    if not found and settings.unusable:
        raise NoticeFailed("; ".join(settings.unusable))
    if not found:
        return "nothing needs a person"
    return f"{len(found)} things need a person: {tell(message(report, found), settings)}"


def tell(notice: Message, settings: Settings) -> str:
    """Give the notice to every listener that can be used, even when one of them fails; raises NoticeFailed."""
    told, failed = [], list(settings.unusable)
    for name, give in _listeners(settings).items():
        try:
            give(notice)
        except (WebhookFailed, MailFailed) as error:
            failed.append(str(error))
        else:
            told.append(name)
    if failed:
        raise NoticeFailed(f"a notice was not delivered: {'; '.join(failed)}")
    return f"told by {' and '.join(told)}" if told else "nobody is told, set FAZHI_NOTICE_WEBHOOK or FAZHI_NOTICE_SMTP"


def _listeners(settings: Settings) -> dict[str, Callable[[Message], None]]:
    listeners: dict[str, Callable[[Message], None]] = {}
    if webhook := settings.webhook:
        listeners["webhook"] = lambda notice: post(webhook, notice)
    if mail := settings.mail:
        listeners["mail"] = lambda notice: deliver(mail, notice)
    return listeners
