"""doctor: everything that has to be right on this PC, one line each."""

from __future__ import annotations

from collections.abc import Mapping

from jama_checksheet.errors import CheckSheetError
from jama_checksheet.install.excel_side import check_files, check_trust
from jama_checksheet.install.finding import Diagnosis, look, mend
from jama_checksheet.install.places import Places, places_of
from jama_checksheet.install.product import addin_bytes
from jama_checksheet.install.python_side import PythonFacts, check_python
from jama_checksheet.install.registry import Registry


def diagnose(
    facts: PythonFacts, environment: Mapping[str, str], registry: Registry | None
) -> tuple[Diagnosis, ...]:
    """All checks, in the order in which they are told. Elsewhere than on Windows, as far as they make sense there."""
    places: Places | None = None
    files: list[Diagnosis]
    try:
        places = places_of(environment)
        files = check_files(places, addin_bytes(), facts.executable, environment, frozen=facts.frozen)
    except CheckSheetError as error:
        told = mend if places else look
        files = [told("アドイン", error.one_line())]
    return (*check_python(facts), *files, *check_trust(registry, places))
