"""What a user may hang on the snapshot: a DAG that runs after each publication and reads what it holds."""

from airflow.sdk import Asset, dag, task

SNAPSHOT = Asset("fazhi_snapshot", uri="x-fazhi://snapshot")


@task
def reports(triggering_asset_events=None) -> int:
    return triggering_asset_events[SNAPSHOT][-1].extra["reports"]


@dag(dag_id="after_snapshot", schedule=[SNAPSHOT], is_paused_upon_creation=False)
def after_snapshot():
    reports()


after_snapshot()
