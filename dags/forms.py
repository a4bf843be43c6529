"""What the trigger forms ask, in Chinese and English. Airflow refuses a run whose answers do not fit, also over REST.

Provinces and sources are picked from the register, which is read for its names only.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from airflow.sdk import Param, get_current_context
from airflow.sdk.exceptions import AirflowFailException

from dags.folders import data_folder, register_folder
from spiders.names import Names, names

# 全面推进依法行政实施纲要 of 2004 is the first to ask for yearly reports on this work.
FIRST_YEAR = 2004
NOT_PICKED = "不选 · none"
ADDRESS = r"^https?://[^\s/]+\S*$"
# Relative, never upwards, and no control characters.
BELOW = r"^(?!/)(?!(.*/)?\.\.(/|$))[^\x00-\x1f\x7f]+$"


class _Choices(list[Any]):
    """A pick list. Airflow copies all forms deeply, four times for each task, and nobody changes this one."""

    def __deepcopy__(self, memo: dict[int, Any]) -> _Choices:
        return self


class _Labels(dict[str | None, str]):
    """How a pick list shows its choices, which is copied no more than these."""

    def __deepcopy__(self, memo: dict[int, Any]) -> _Labels:
        return self


def register_names() -> Names:
    """The names of the provinces and sources of this Airflow's register."""
    return names(register_folder())


def switch(title: str, says: str) -> Param:
    """A yes or no, which is off until someone turns it on."""
    return Param(default=False, type="boolean", title=title, description_md=says)


def some(choices: dict[str, str], title: str, says: str) -> Param:
    """Any number of `choices`, shown as `id name`; null is none picked."""
    return Param(
        default=None,
        type=["null", "array"],
        items={"type": "string", "enum": _Choices(choices)},
        examples=_Choices(choices),
        values_display=_labels(choices),
        title=title,
        description_md=says,
    )


def one(choices: dict[str, str], title: str, says: str) -> Param:
    """One of `choices` or null."""
    return Param(
        default=None,
        type=["null", "string"],
        enum=_Choices([None, *choices]),
        values_display=_Labels({None: NOT_PICKED, **_labels(choices)}),
        title=title,
        description_md=says,
    )


def year(title: str, says: str) -> Param:
    """A year of which there may be reports, or null."""
    choices = map(int, years())
    return Param(
        default=None,
        type=["null", "integer"],
        enum=[None, *choices],
        values_display={None: NOT_PICKED},
        title=title,
        description_md=says,
    )


def _labels(choices: dict[str, str]) -> _Labels:
    return _Labels({key: f"{key} {name}".strip() for key, name in choices.items()})


def years() -> dict[str, str]:
    """The years that a report may be of, the newest first; the form's pick lists know texts only."""
    return {str(year): "" for year in range(datetime.now(UTC).year, FIRST_YEAR - 1, -1)}


def addresses(title: str, says: str) -> Param:
    return Param(
        default=None,
        type=["null", "array"],
        items={"type": "string", "pattern": ADDRESS},
        title=title,
        description_md=says,
    )


def address(title: str, says: str) -> Param:
    return Param(default=None, type=["null", "string"], pattern=ADDRESS, title=title, description_md=says)


def folder(title: str, says: str) -> Param:
    """The name of a folder below `data/inbox`; those that are there are proposed."""
    return Param(
        default=None,
        type=["null", "string"],
        minLength=1,
        pattern=BELOW,
        examples=inbox_folders(data_folder() / "inbox"),
        title=title,
        description_md=says,
    )


def inbox_folders(inbox: Path) -> list[str]:
    """The folders that a person has put into the inbox, by name; none whose name is no text."""
    found: Iterable[Path] = inbox.iterdir() if inbox.is_dir() else ()
    return sorted(path.name for path in found if path.is_dir() and path.name.isprintable())


def answers() -> dict[str, Any]:
    """What this run was asked. A name that its form has not is no slip to pass over: `source` would mean every site."""
    context = get_current_context()
    known = context["dag"].params
    if strangers := sorted(set(context["dag_run"].conf or {}) - set(known)):
        raise AirflowFailException(f"{', '.join(strangers)}: not in the form, which has {', '.join(known)}")
    return dict(context["params"])


def picked(answers: dict[str, Any], *names: str) -> set[str]:
    """All that was picked in these lists of a form."""
    return {value for name in names for value in answers[name] or ()}
