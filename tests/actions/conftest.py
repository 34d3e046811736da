from pathlib import Path

import pytest

from jama_checksheet.sample.build import build_sample, owners_csv_path


@pytest.fixture(scope="session")
def sample_bytes() -> bytes:
    return build_sample()


@pytest.fixture
def sample(tmp_path: Path, sample_bytes: bytes) -> Path:
    """The bundled sample as a company's own file."""
    path = tmp_path / "チェックシート.xlsx"
    path.write_bytes(sample_bytes)
    return path


@pytest.fixture
def owners(tmp_path: Path) -> Path:
    path = tmp_path / "担当者.csv"
    path.write_bytes(owners_csv_path().read_bytes())
    return path
