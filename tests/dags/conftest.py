import pytest

from launcher.environment import ROOT, Place, environment
from replica.register import PORT, sources_at


@pytest.fixture(scope="session")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("airflow")
    sources_at(folder / "sources", PORT)
    (folder / "data" / "inbox" / "2025-云州").mkdir(parents=True)
    return Place(folder / "data", folder / "sources", 1)


@pytest.fixture(scope="session")
def bag(place):
    """The DAGs as Airflow's dag-processor reads them."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment(place, {}).items():
            patch.setenv(name, value)
        # Airflow reads its environment when it is imported.
        from airflow.dag_processing.dagbag import DagBag  # noqa: PLC0415

        return DagBag(ROOT / "dags")
