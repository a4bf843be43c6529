import pytest

from launcher.components import ComponentError
from launcher.environment import Place
from launcher.prepare import alone
from launcher.run import InboxError, copy_changed, place_in_inbox


@pytest.fixture
def saved(tmp_path):
    folder = tmp_path / "2025-浙江"
    (folder / "杭州").mkdir(parents=True)
    (folder / "杭州" / "报告.txt").write_text("甲", "utf-8")
    return folder


def test_a_folder_belongs_into_the_inbox_under_its_name(saved, tmp_path):
    assert place_in_inbox(saved, tmp_path / "data") == tmp_path / "data" / "inbox" / "2025-浙江"


def test_an_unchanged_file_is_not_touched_again_and_a_changed_one_is(saved, tmp_path):
    target = tmp_path / "data" / "inbox" / "2025-浙江"
    copy_changed(saved, target)
    copy = target / "杭州" / "报告.txt"
    before = copy.stat().st_mtime_ns
    copy_changed(saved, target)
    assert copy.stat().st_mtime_ns == before
    (saved / "杭州" / "报告.txt").write_text("乙", "utf-8")
    copy_changed(saved, target)
    assert copy.read_text("utf-8") == "乙"


def test_a_link_is_not_followed(saved, tmp_path):
    (tmp_path / "secret.txt").write_text("密", "utf-8")
    (saved / "link.txt").symlink_to(tmp_path / "secret.txt")
    copy_changed(saved, tmp_path / "copy")
    assert sorted(path.name for path in (tmp_path / "copy").rglob("*.txt")) == ["报告.txt"]


def test_a_folder_without_a_file_is_one_clear_line(tmp_path):
    with pytest.raises(InboxError, match="holds no file"):
        place_in_inbox(tmp_path, tmp_path / "data")


def test_a_folder_in_the_inbox_stays_where_it_is(saved, tmp_path):
    assert place_in_inbox(saved / "杭州", _inbox_at(saved)) == saved / "杭州"


def test_real_reports_do_not_share_the_demos_folder(saved, tmp_path):
    with pytest.raises(InboxError, match="is the demo's, which real reports do not share: unset FAZHI_DATA"):
        place_in_inbox(saved, tmp_path / "demo")


def _inbox_at(saved):
    """A data folder whose inbox is the parent of `saved`."""
    data = saved.parent / "data"
    data.mkdir()
    (data / "inbox").symlink_to(saved.parent)
    return data


def test_a_folder_that_is_not_there_is_one_clear_line(tmp_path):
    with pytest.raises(InboxError, match=r"missing is not a folder: name the one that holds"):
        place_in_inbox(tmp_path / "missing", tmp_path / "data")


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
