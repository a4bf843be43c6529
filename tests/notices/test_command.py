import json

import pytest

from notices.__main__ import main
from tests.notices.listeners import LOOPBACK, webhook


def command(monkeypatch, *arguments, **environment):
    monkeypatch.setattr("sys.argv", ["notices", *arguments])
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return main()


@pytest.mark.parametrize("kind", ["trial", "stale"])
def test_a_notice_without_a_run_reaches_the_listener(monkeypatch, capsys, kind):
    with webhook() as hook:
        assert command(monkeypatch, kind, FAZHI_NOTICE_WEBHOOK=f"http://{LOOPBACK}:{hook.port}/") == 0
    assert capsys.readouterr().out == "told by webhook\n"
    assert [told["needs"][0]["kind"] for _, _, told in hook.received] == [kind]


def test_a_report_on_the_disk_is_told(monkeypatch, capsys, tmp_path, troubled):
    report = tmp_path / "night.report.json"
    report.write_text(json.dumps(troubled), "utf-8")
    with webhook() as hook:
        assert command(monkeypatch, "send", str(report), FAZHI_NOTICE_WEBHOOK=f"http://{LOOPBACK}:{hook.port}/") == 0
    assert len(hook.received) == 1


def test_a_bad_setting_is_one_line(monkeypatch, capsys):
    assert command(monkeypatch, "trial", FAZHI_NOTICE_WEBHOOK="gopher://x/") == 1
    assert capsys.readouterr().err.startswith(
        "notices: a notice was not delivered: FAZHI_NOTICE_WEBHOOK must be an address"
    )


@pytest.mark.parametrize(
    ("text", "said"), [("{", "no JSON"), ("{}", "no report of a run"), ("[]", "no report of a run")]
)
def test_what_is_no_report_is_one_line(monkeypatch, capsys, tmp_path, text, said):
    path = tmp_path / "a.json"
    path.write_text(text, "utf-8")
    assert command(monkeypatch, "send", str(path)) == 1
    assert capsys.readouterr().err.startswith(f"notices: {path} is {said}")
