import json
import subprocess
import sys

from launcher import secret
from launcher.environment import Place, environment

ASK = """
import json
from airflow import settings
from airflow.configuration import conf

settings.initialize()
import dags.stages
keys = {"jwt_secret": "api_auth", "secret_key": "api", "fernet_key": "core"}
print(json.dumps({name: conf.get(section, name) for name, section in keys.items()}))
"""


def test_a_plain_airflow_command_finds_the_rooms_and_the_keys_of_its_data_folder(tmp_path):
    env = environment(Place(tmp_path, tmp_path, 1), {"PATH": "/usr/bin:/bin"})
    del env["PYTHONPATH"]
    told = subprocess.run(
        [sys.executable, "-I", "-c", ASK], env=env, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    keys = json.loads(told.stdout.splitlines()[-1])
    assert keys == {name: secret.key(tmp_path / "airflow", name) for name in secret.KEYS}
