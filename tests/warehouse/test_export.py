"""A snapshot as Parquet and CSV, with a description that can be checked against the files."""

import csv
import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import duckdb
import pytest
from typer.testing import CliRunner

from warehouse import export, schema, views
from warehouse.__main__ import app
from warehouse.snapshot import connect

ANNOUNCED = "=HYPERLINK(1)"
RELATIONS = [*schema.metadata.tables, *views.ORDER, "indicator_wide"]
RELATIONS.remove("search")
TWO_NUMBERS = (
    ("14.5件", "14.5", "legal_aid_cases"),
    ("下降3.5%", "-3.5", "legal_aid_cases", {"role": "yoy_change", "unit": "%", "unit_norm": "%"}),
)


@pytest.fixture(scope="module")
def exported(tmp_path_factory, new_town, make):
    """Data folder, export folder and its description."""
    town = new_town(tmp_path_factory.mktemp("export") / "demo")
    cleaned, *rest = make.report(2023, numbers=TWO_NUMBERS, ad="澳门娱乐")
    town.page("/1.html", (replace(cleaned, document=replace(cleaned.document, index_number=ANNOUNCED)), *rest))
    town.capture("/list.html", kind="listing", outcome="unreachable", reason="-1 day", listing_title="@SUM(1)")
    town.night()
    folder = export.export(town.data)
    return town.data, folder, json.loads((folder / export.DESCRIPTION).read_text("utf-8"))


def cells(folder, relation):
    with (folder / "csv" / f"{relation}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("relation", RELATIONS)
def test_parquet_holds_what_the_snapshot_holds(exported, relation):
    data, folder, _ = exported
    with connect(data) as connection, duckdb.connect() as other:
        other.execute("SET TimeZone = 'UTC'")
        mine = connection.execute(f"FROM {relation} ORDER BY ALL").fetchall()
        assert other.execute(f"FROM '{folder}/parquet/{relation}.parquet' ORDER BY ALL").fetchall() == mine


def test_the_description_is_true_of_every_file(exported):
    _, folder, package = exported
    described = {resource["path"]: resource for resource in package["resources"]}
    files = {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
    assert described.keys() == files.keys() - {export.DESCRIPTION}
    for name, resource in described.items():
        content = files[name].read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        fields = [field["name"] for field in resource["schema"]["fields"]]
        with duckdb.connect() as connection:
            read = "read_csv(?, header = true, all_varchar = true)" if name.endswith("csv") else "read_parquet(?)"
            answer = connection.execute(f"FROM {read}", [str(files[name])])
            assert [column[0].removeprefix("\ufeff") for column in answer.description] == fields
            assert len(answer.fetchall()) == resource["rows"]


def test_every_relation_and_column_is_explained(exported):
    _, _, package = exported
    assert {resource["name"] for resource in package["resources"]} == {
        f"{relation}-{kind}" for relation in RELATIONS for kind in ("parquet", "csv")
    }
    texts = [resource["description"] for resource in package["resources"]]
    texts += [field["description"] for resource in package["resources"] for field in resource["schema"]["fields"]]
    assert all(texts)


def test_a_primary_key_is_never_empty_and_no_list(exported):
    _, _, package = exported
    described = {resource["name"]: resource["schema"] for resource in package["resources"]}
    assert described["quantity-csv"]["primaryKey"] == ["quantity_id"]
    assert "primaryKey" not in described["check_result-csv"]
    for table in described.values():
        types = {field["name"]: field["type"] for field in table["fields"]}
        assert all(types[column] in ("string", "integer") for column in table.get("primaryKey", []))


def test_the_description_names_the_snapshot_and_its_run(exported, ask):
    data, folder, package = exported
    assert package["version"] == folder.name == (data / "fazhi.duckdb").resolve().stem
    assert ask(data / "fazhi.duckdb", "SELECT strftime(finished_at, '%Y-%m-%dT%H:%M:%SZ') FROM run") == [
        (package["created"],)
    ]


def test_csv_is_text_that_excel_reads_and_takes_for_no_formula(exported):
    _, folder, _ = exported
    assert all(path.read_bytes().startswith(b"\xef\xbb\xbf") for path in (folder / "csv").iterdir())
    assert [row["index_number"] for row in cells(folder, "version")] == [f"'{ANNOUNCED}"]
    assert [(row["reason"], row["listing_title"]) for row in cells(folder, "capture")][-1] == ("'-1 day", "'@SUM(1)")


def test_csv_has_plain_numbers_times_in_utc_lists_as_json_and_empty_fields(exported):
    _, folder, _ = exported
    values = {row["raw"]: row for row in cells(folder, "quantity")}
    assert [values[raw]["value"] for raw in ("14.5件", "下降3.5%")] == ["14.5", "-3.5"]
    assert (values["14.5件"]["candidates"], values["14.5件"]["scope"]) == ("[]", "")
    (version,) = cells(folder, "version")
    assert (version["valid_from"], version["published_on"]) == ("2024-03-01T00:00:00Z", "2024-02-28")
    assert json.loads(version["fields"])["report_year"]["value"] == 2023


def test_a_second_export_leaves_the_first_alone(exported):
    data, folder, _ = exported
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert export.export(data) == folder
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_an_export_that_fails_leaves_nothing(exported, tmp_path, monkeypatch):
    def full(*arguments):
        raise OSError("no space left")

    monkeypatch.setattr(export, "_sha256", full)
    with pytest.raises(OSError, match="no space left"):
        export.export(exported[0], tmp_path / "it's elsewhere")
    assert list((tmp_path / "it's elsewhere").iterdir()) == []


def test_what_a_killed_export_left_goes_with_the_next_one(exported, tmp_path):
    left = tmp_path / ".fazhi-20240301T000000000000Z.1.aside" / "csv"
    left.mkdir(parents=True)
    (left / "report.csv").touch()
    folder = export.export(exported[0], tmp_path)
    assert list(tmp_path.iterdir()) == [folder]


def test_two_exports_at_once_are_one(exported, tmp_path):
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(export.export, [exported[0]] * 2, [tmp_path] * 2)
    assert first == second
    assert list(tmp_path.iterdir()) == [first]


def test_an_export_goes_with_its_snapshot(town, make, monkeypatch):
    monkeypatch.setenv("FAZHI_SNAPSHOTS", "2")
    folders = []
    for year in (2021, 2022, 2023):
        town.page(f"/{year}.html", make.report(year), at=f"{year + 1}-03-01", batch=str(year))
        town.night()
        folders.append(export.export(town.data))
    assert sorted(folders[0].parent.iterdir()) == folders[1:]


def test_the_command_prints_the_folder(exported, tmp_path):
    data, folder, _ = exported
    result = CliRunner().invoke(app, ["export", "--data", str(data), "--out", str(tmp_path)])
    assert result.stdout == f"{tmp_path / folder.name}\n"
    result = CliRunner().invoke(app, ["export", "--data", str(tmp_path)])
    assert result.exit_code == 1
    assert result.stderr.startswith("warehouse: nothing published in")
