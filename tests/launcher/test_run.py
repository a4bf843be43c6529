import pytest

from launcher.components import ComponentError
from launcher.environment import Place
from launcher.prepare import alone
from launcher.run import InboxError, into_inbox


@pytest.fixture
def saved(tmp_path):
    folder = tmp_path / "2025-浙江"
    (folder / "杭州").mkdir(parents=True)
    (folder / "杭州" / "报告.txt").write_text("甲", "utf-8")
    return folder


def test_a_folder_is_copied_into_the_inbox_under_its_name(saved, tmp_path):
    data = tmp_path / "data"
    assert into_inbox(saved, data) == "2025-浙江"
    assert (data / "inbox" / "2025-浙江" / "杭州" / "报告.txt").read_text("utf-8") == "甲"


def test_an_unchanged_file_is_not_touched_again_and_a_changed_one_is(saved, tmp_path):
    data = tmp_path / "data"
    into_inbox(saved, data)
    copy = data / "inbox" / "2025-浙江" / "杭州" / "报告.txt"
    before = copy.stat().st_mtime_ns
    into_inbox(saved, data)
    assert copy.stat().st_mtime_ns == before
    (saved / "杭州" / "报告.txt").write_text("乙", "utf-8")
    into_inbox(saved, data)
    assert copy.read_text("utf-8") == "乙"


def test_a_folder_in_the_inbox_stays_where_it_is(saved, tmp_path):
    assert into_inbox(saved / "杭州", _inbox_at(saved)) == "2025-浙江/杭州"


def _inbox_at(saved):
    """A data folder whose inbox is the parent of `saved`."""
    data = saved.parent / "data"
    data.mkdir()
    (data / "inbox").symlink_to(saved.parent)
    return data


def test_a_folder_that_is_not_there_is_one_clear_line(tmp_path):
    with pytest.raises(InboxError, match=r"missing is not a folder: name the one that holds"):
        into_inbox(tmp_path / "missing", tmp_path / "data")


def test_a_second_launcher_on_the_same_data_is_refused(tmp_path):
    place = Place(tmp_path, tmp_path, 1)
    with (
        alone(place),
        pytest.raises(ComponentError, match=r"^Airflow already runs on .*: stop it"),
        alone(place),
    ):
        pass
    with alone(place):
        pass
