"""What a user does in the browser, from the login to the snapshot, in Chinese and in English.

With FAZHI_PICTURES=docs/img the pictures of docs/airflow.md are made anew: `make pictures`.
"""

import os
import re
from contextlib import suppress
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import TimeoutError, expect

from tests.browser.conftest import FILES, FOLDER

# A run on a busy machine; the browser looks again all the while.
RUN_MS = 300_000
PAGE_MS = 30_000
CLICKS = 3
PICTURES = os.environ.get("FAZHI_PICTURES")

expect.set_options(timeout=PAGE_MS)


def signed_in(browser, served, locale, user="admin"):
    context = browser.new_context(
        locale=locale, timezone_id="Asia/Shanghai", viewport={"width": 1280, "height": 700}, reduced_motion="reduce"
    )
    page = context.new_page()
    page.set_default_timeout(PAGE_MS)
    page.goto(served.url)
    page.get_by_label("Username").fill(user)
    page.get_by_label("Password").fill(served.password(user))
    page.get_by_role("button", name="Sign in").click()
    page.get_by_test_id("nav-dags-link").wait_for()
    return page


@pytest.fixture(scope="module")
def chinese(browser, served):
    return signed_in(browser, served, "zh-CN")


def picture(page, name):
    if PICTURES:
        page.wait_for_load_state("networkidle")
        page.screenshot(path=Path(PICTURES) / f"{name}.png", animations="disabled")


def follow(page, link, address):
    """Click until the page goes there: a list that is drawn anew at that moment swallows a click."""
    for _ in range(CLICKS):
        link.click()
        with suppress(TimeoutError):
            return page.wait_for_url(address, timeout=PAGE_MS / CLICKS)
    pytest.fail(f"{CLICKS} clicks did not lead to {address}")


def open_dag(page, dag_id):
    # A dialog that an earlier test has left open lies over the menu.
    page.reload()
    page.get_by_test_id("nav-dags-link").click()
    follow(page, page.get_by_role("link", name=re.compile(f" · {dag_id}$")).first, f"**/dags/{dag_id}")
    # The list of all DAGs stays on the page for a moment.
    expect(page.get_by_test_id("trigger-dag-button")).to_have_count(1)


def open_form(page, dag_id):
    open_dag(page, dag_id)
    page.get_by_test_id("trigger-dag-button").click()
    return page.locator("[role=dialog][data-state=open]")


def trigger(form):
    form.get_by_role("button", name=re.compile("^(触发|Trigger)$")).last.click()


def pick(page, form, field, choice):
    # A form that is still being filled by the server closes a list that was opened too early.
    page.wait_for_load_state("networkidle")
    # The list opens beside the form, not in it.
    form.locator(f"[id=element_{field}] input, input[id=element_{field}]").first.fill(choice)
    page.get_by_role("option", name=choice).first.click()


@pytest.fixture(scope="module")
def imported(chinese):
    """The page of a run that a user has started from the form, once it is green."""
    form = open_form(chinese, "import_files")
    form.locator("#element_folder").fill(FOLDER)
    picture(chinese, "form-import")
    trigger(form)
    chinese.wait_for_url("**/dags/import_files/runs/**")
    run = chinese.url
    expect(chinese.get_by_test_id("header-card").get_by_test_id("state-badge")).to_have_text("成功", timeout=RUN_MS)
    chinese.reload()
    expect(chinese.get_by_test_id("table-cell-state").first).to_have_text("成功")
    picture(chinese, "grid")
    return run


def test_a_folder_is_imported_by_form_and_every_step_is_green_in_the_grid(chinese, imported):
    chinese.goto(imported)
    table = chinese.get_by_test_id("table-list")
    expect(table).to_contain_text("发布 · publish")
    states = dict(
        zip(
            table.get_by_test_id("table-cell-task_display_name").all_inner_texts(),
            table.get_by_test_id("table-cell-state").all_inner_texts(),
            strict=True,
        )
    )
    assert states.pop("抓取 · fetch") == "已跳过"
    assert set(states.values()) == {"成功"}


def test_a_mapped_task_is_named_by_its_batch(chinese, imported):
    chinese.goto(imported)
    names = chinese.get_by_test_id("table-list").get_by_test_id("table-cell-rendered_map_index")
    expect(names.get_by_text(re.compile(r"^inbox-[0-9a-f]{12}$"))).to_have_count(3)


def test_the_report_of_a_run_is_a_tab_of_it(chinese, imported):
    chinese.goto(imported)
    # The task of the same name is a link of the grid.
    chinese.locator("a[href$='/plugin/fazhi_report']").click()
    report = chinese.frame_locator("iframe")
    expect(report.get_by_role("heading", level=1)).to_be_visible()
    expect(report.locator("body")).to_contain_text("临溪区人民政府")
    picture(chinese, "run-report")


def test_the_snapshot_answers_sql(imported, data):
    with duckdb.connect(str(data / "fazhi.duckdb"), read_only=True) as connection:
        held = connection.execute("SELECT title, report_year FROM report ORDER BY ALL").fetchall()
    assert len(held) == len(FILES)
    assert {year for _, year in held} == {2022, 2023, 2024}


def test_the_snapshot_is_an_asset_that_says_what_it_holds(chinese, imported):
    chinese.get_by_test_id("nav-assets-link").click()
    chinese.get_by_role("link", name="fazhi_snapshot").click()
    expect(chinese.get_by_text("每夜采集 · nightly")).to_be_visible()
    expect(chinese.get_by_role("link", name="import_files", exact=True).first).to_be_visible()
    picture(chinese, "asset")


def test_the_night_explains_itself(chinese):
    open_dag(chinese, "nightly")
    chinese.get_by_role("button", name="Dag 文档").click()
    text = chinese.locator("[role=dialog][data-state=open]")
    expect(text).to_contain_text("每天凌晨两点")
    expect(text).to_contain_text("原来正常的网站今夜失败")


def test_sources_are_picked_by_the_name_of_their_body(chinese):
    form = open_form(chinese, "nightly")
    pick(chinese, form, "provinces", "云州省")
    pick(chinese, form, "sources", "云岭县人民政府")
    expect(form).to_contain_text("99-yunzhou 云州省")
    expect(form).to_contain_text("990121-yunling 云岭县人民政府")
    picture(chinese, "form-nightly")


@pytest.mark.parametrize("locale", ["zh-CN", "en"])
def test_a_folder_outside_the_inbox_is_refused_in_the_form(browser, served, locale):
    page = signed_in(browser, served, locale)
    form = open_form(page, "import_files")
    form.locator("#element_folder").fill("../secrets")
    trigger(form)
    expect(form).to_contain_text("'../secrets' does not match")
    assert page.url.endswith("/dags/import_files")
    page.context.close()


def test_a_viewer_who_triggers_is_refused(browser, served):
    page = signed_in(browser, served, "zh-CN", "viewer")
    form = open_form(page, "import_files")
    trigger(form)
    expect(form).to_contain_text("403")
    page.context.close()
