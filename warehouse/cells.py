"""Text cells of CSV that no spreadsheet takes for a formula (https://owasp.org/www-community/attacks/CSV_Injection)."""

from __future__ import annotations

import re

# Both patterns are read by Python and by DuckDB's RE2 alike.
_FORMULA = r"^[=+\-@\t\r\n＝＋－＠]"
_NUMBER = r"^[+\-]?[0-9]+(\.[0-9]+)?%?$"


def safe(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would compute it; a signed number stays."""
    return f"'{text}" if re.search(_FORMULA, text) and not re.fullmatch(_NUMBER, text) else text


def safe_sql(column: str) -> str:
    """The same as a SQL expression of a quoted VARCHAR column."""
    return (
        f"if(regexp_matches({column}, '{_FORMULA}') AND NOT regexp_matches({column}, '{_NUMBER}'),"
        f" '''' || {column}, {column})"
    )
