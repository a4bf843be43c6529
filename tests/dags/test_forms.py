"""What the trigger forms offer, take and refuse; REST requests are held to the same rules."""

import pytest


def param(bag, dag_id, name):
    return bag.dags[dag_id].params.get_param(name)


def takes(param, value):
    return param.resolve(value=value) == value


FIELDS = [
    ("nightly", "provinces"),
    ("nightly", "sources"),
    ("nightly", "since"),
    ("nightly", "every_source"),
    ("import_files", "folder"),
    ("import_files", "urls"),
    ("probe_source", "source"),
    ("probe_source", "url"),
    ("replay", "from_step"),
    ("replay", "years"),
    ("replay", "sources"),
    ("replay", "publish"),
]


def test_every_field_is_typed_and_described_in_both_languages(bag):
    fields = [(dag.dag_id, name) for dag in bag.dags.values() for name in dag.params]
    assert sorted(fields) == sorted(FIELDS)
    for dag_id, name in fields:
        schema = param(bag, dag_id, name).schema
        assert schema["type"] and " · " in schema["title"] and " · " in schema["description_md"]


def test_provinces_and_sources_are_picked_from_the_register(bag):
    provinces, sources = (param(bag, "nightly", name) for name in ("provinces", "sources"))
    assert provinces.schema["values_display"] == {"99-yunzhou": "99-yunzhou 云州省"}
    assert len(sources.schema["examples"]) == 13
    assert sources.schema["values_display"]["990121-yunling"] == "990121-yunling 云岭县人民政府"
    assert takes(provinces, ["99-yunzhou"]) and takes(sources, ["990121-yunling"]) and takes(sources, None)


@pytest.mark.parametrize("value", [["elsewhere"], ["--help"], ["990121-yunling; id"], "--accept", [7]])
def test_what_is_not_in_the_register_cannot_be_named(bag, value):
    with pytest.raises(ValueError, match=r"is not one of|is not of type"):
        param(bag, "nightly", "sources").resolve(value=value)
    with pytest.raises(ValueError, match=r"is not one of|is not of type"):
        param(bag, "probe_source", "source").resolve(value=value)


@pytest.mark.parametrize("folder", ["2025-浙江", "2025/杭州", "..a", "a..b", "--json"])
def test_a_folder_below_the_inbox_can_be_named(bag, folder):
    assert takes(param(bag, "import_files", "folder"), folder)


def test_the_folders_that_are_in_the_inbox_are_proposed(bag):
    assert param(bag, "import_files", "folder").schema["examples"] == ["2025-云州"]


@pytest.mark.parametrize("folder", ["", "/etc", "..", "../x", "a/../../x", "a/..", "..\n", "a\n/../../x", "a\0b"])
def test_a_folder_elsewhere_is_refused(bag, folder):
    with pytest.raises(ValueError, match=r"does not match|should be non-empty"):
        param(bag, "import_files", "folder").resolve(value=folder)


@pytest.mark.parametrize("url", ["http://www.example.gov.cn/a.html", "https://www.example.gov.cn:8443/?id=1&x=$(id)"])
def test_an_address_can_be_named(bag, url):
    assert takes(param(bag, "import_files", "urls"), [url])
    assert takes(param(bag, "probe_source", "url"), url)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://www.example.gov.cn/",
        "javascript:alert(1)",
        "data:text/html,x",
        "inbox:///a.txt",
        "--accept",
        "/etc/passwd",
        "http:///etc",
        "http://a b",
        "http://a\nhttp://b",
        "HTTP//a",
        "",
    ],
)
def test_another_scheme_a_path_or_an_option_is_no_address(bag, url):
    with pytest.raises(ValueError, match="does not match"):
        param(bag, "import_files", "urls").resolve(value=[url])
    with pytest.raises(ValueError, match="does not match"):
        param(bag, "probe_source", "url").resolve(value=url)


def test_a_replay_is_of_steps_years_and_sources_that_there_are(bag):
    assert takes(param(bag, "replay", "from_step"), "extract")
    assert takes(param(bag, "replay", "years"), ["2022", "2023"])
    assert takes(param(bag, "replay", "sources"), ["inbox", "990121-yunling"])
    for name, value in (("from_step", "load"), ("years", ["1999"]), ("sources", ["elsewhere"])):
        with pytest.raises(ValueError, match="is not one of"):
            param(bag, "replay", name).resolve(value=value)


def test_the_pick_lists_of_a_form_are_the_same_for_all_tasks(bag):
    """Copied for each of them, they were most of the time that a DAG file takes to read."""
    for dag_id in ("nightly", "replay"):
        params = [param(bag, dag_id, "sources"), *(task.params.get_param("sources") for task in bag.dags[dag_id].tasks)]
        assert len({id(each.schema["items"]["enum"]) for each in params}) == 1
        assert len({id(each.schema["values_display"]) for each in params}) == 1


@pytest.mark.parametrize("year", [1999, 3000, "2024", 2024.5])
def test_a_year_without_reports_is_refused(bag, year):
    with pytest.raises(ValueError, match=r"is not one of|is not of type"):
        param(bag, "nightly", "since").resolve(value=year)
