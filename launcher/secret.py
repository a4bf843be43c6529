"""The secrets that Airflow's components share, each a file that only its owner reads, made on first use.

Standard library only: `airflow.cfg` runs this file with whatever `python3` there is.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

USERS = ("admin", "viewer")
PASSWORD_VARIABLES = {user: f"FAZHI_{user.upper()}_PASSWORD" for user in USERS}


def _long_key() -> str:
    """64 random bytes in base64: HS512 warns about any key below 64 bytes."""
    return base64.urlsafe_b64encode(secrets.token_bytes(64)).decode()


def _fernet_key() -> str:
    """32 random bytes in base64, as Fernet demands."""
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


def _passwords() -> str:
    """The file of Airflow's simple auth manager; it invents, and prints, a password for a user it lacks."""
    return json.dumps({user: secrets.token_urlsafe(12) for user in USERS}) + "\n"


KEYS: dict[str, Callable[[], str]] = {
    "fernet_key": _fernet_key,
    "jwt_secret": _long_key,
    "secret_key": _long_key,
}


def read_or_make(path: Path, make: Callable[[], str]) -> str:
    """The text of `path`, made with mode 0600 if it is not there yet; all who race for it get one text."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, aside = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(descriptor, "w") as file:
            file.write(make())
        try:
            os.link(aside, path)
        except FileExistsError:
            # Somebody else was first; theirs is the secret.
            return path.read_text()
        finally:
            Path(aside).unlink()
    return path.read_text()


def key(airflow: Path, name: str) -> str:
    """The key `name` of the Airflow whose files lie in the folder `airflow`."""
    # The database will lie here too, and Airflow makes it with whatever mode the umask gives.
    airflow.mkdir(mode=0o700, parents=True, exist_ok=True)
    return read_or_make(airflow / "secrets" / name, KEYS[name])


def passwords(path: Path, given: Mapping[str, str] | None = None) -> dict[str, str]:
    """The passwords of the users of the web interface, by user name; those that are `given` replace the file's."""
    held = {str(user): str(password) for user, password in json.loads(read_or_make(path, _passwords)).items()}
    wanted = {**held, **(given or {})}
    if wanted != held:
        descriptor, aside = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(descriptor, "w") as file:
            file.write(json.dumps(wanted) + "\n")
        Path(aside).replace(path)
    return wanted


def given_passwords(variables: Mapping[str, str]) -> dict[str, str]:
    """The passwords that the environment gives, by user name."""
    return {user: variables[name] for user, name in PASSWORD_VARIABLES.items() if variables.get(name)}


def _airflow_folder() -> Path:
    home = Path(os.environ.get("AIRFLOW_HOME") or Path(__file__).resolve().parent.parent)
    return Path(os.environ.get("FAZHI_DATA") or home / "data") / "airflow"


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in KEYS:
        sys.exit(f"usage: secret.py {'|'.join(KEYS)}")
    sys.stdout.write(key(_airflow_folder(), sys.argv[1]))
