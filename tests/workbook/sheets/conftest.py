import pytest

from workbook.sheets.example import Example, sample_example
from workbook.sheets.office import Office


@pytest.fixture(scope="session")
def office(tmp_path_factory) -> Office:
    return Office(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="session")
def sample() -> Example:
    return sample_example()
