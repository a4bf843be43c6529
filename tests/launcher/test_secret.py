import base64
import json
import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from launcher import secret
from launcher.environment import ROOT


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_only_the_owner_can_read_a_key_whatever_the_umask(tmp_path):
    before = os.umask(0)
    try:
        secret.key(tmp_path / "airflow", "jwt_secret")
    finally:
        os.umask(before)
    assert mode(tmp_path / "airflow" / "secrets" / "jwt_secret") == 0o600
    assert mode(tmp_path / "airflow" / "secrets") == mode(tmp_path / "airflow") == 0o700


def test_a_key_stays_the_same(tmp_path):
    assert secret.key(tmp_path, "fernet_key") == secret.key(tmp_path, "fernet_key")


@pytest.mark.parametrize(("name", "size"), [("jwt_secret", 64), ("secret_key", 64), ("fernet_key", 32)])
def test_keys_are_as_long_as_their_ciphers_ask(tmp_path, name, size):
    assert len(base64.urlsafe_b64decode(secret.key(tmp_path, name))) == size


def test_all_who_race_for_a_key_get_the_same_one(tmp_path):
    with ThreadPoolExecutor(16) as pool:
        keys = set(pool.map(lambda _: secret.key(tmp_path, "jwt_secret"), range(64)))
    assert len(keys) == 1
    assert [path.name for path in (tmp_path / "secrets").iterdir()] == ["jwt_secret"]


def test_passwords_are_made_once_for_every_user_of_airflow_cfg(tmp_path):
    path = tmp_path / "passwords.json"
    passwords = secret.passwords(path)
    assert sorted(passwords) == ["admin", "viewer"]
    assert passwords == secret.passwords(path) == json.loads(path.read_text())
    assert mode(path) == 0o600


def test_a_password_from_the_environment_replaces_the_files(tmp_path):
    path = tmp_path / "passwords.json"
    made = secret.passwords(path)
    given = secret.given_passwords({"FAZHI_ADMIN_PASSWORD": "云岭 7", "FAZHI_VIEWER_PASSWORD": ""})
    assert secret.passwords(path, given) == secret.passwords(path) == {"admin": "云岭 7", "viewer": made["viewer"]}
    assert mode(path) == 0o600


def test_airflow_cfg_gets_a_key_of_the_data_folder_from_the_script(tmp_path):
    printed = subprocess.run(
        [sys.executable, "-IS", ROOT / "launcher" / "secret.py", "fernet_key"],
        env={"AIRFLOW_HOME": str(ROOT), "FAZHI_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert printed == secret.key(tmp_path / "airflow", "fernet_key")


def test_the_script_refuses_an_unknown_key(tmp_path):
    refused = subprocess.run(
        [sys.executable, "-IS", ROOT / "launcher" / "secret.py", "password"],
        env={"FAZHI_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.returncode != 0
    assert refused.stderr == "usage: secret.py fernet_key|jwt_secret|secret_key\n"
