"""Builds the add-in and the sample book from text. Run from anywhere: `python addin/build.py`.

Writes, in this order: the generated VBA sources and the ribbon XML beside the hand-written sources (addin/), the copy of all of
them in the package, and jama_checksheet.xlam and jama_checksheet.xlsm at the top of the repository. The same sources give the
same bytes. With --check nothing is written: exit status 1 where something committed is not what would be written.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
PACKAGE_DATA = ROOT / "python" / "jama_checksheet" / "addin" / "data"
sys.path[:0] = [str(ROOT / "python"), str(HERE)]

from udf_wrappers import wrappers  # noqa: E402

from jama_checksheet.addin import products  # noqa: E402
from jama_checksheet.addin.ribbon_xml import CUSTOM_UI_12, CUSTOM_UI_14, ribbon_xml  # noqa: E402
from jama_checksheet.addin.vba_text import text_module  # noqa: E402
from jama_checksheet.sample.repeatable import read_parts  # noqa: E402

HAND_WRITTEN = (
    "JamaRibbon.bas",
    "JamaPoints.bas",
    "JamaSay.bas",
    "ThisWorkbook.addin.vba",
    "ThisWorkbook.sample.vba",
)


def sources() -> dict[Path, bytes]:
    """Every generated source, and the package's copies of all sources."""
    functions, descriptions = wrappers()
    generated = {
        "vba/JamaText.bas": text_module().encode("ascii"),
        "vba/xlwings_udfs.bas": functions.encode("ascii"),
        "vba/JamaFunctions.bas": descriptions.encode("ascii"),
        "ribbon/book/customUI14.xml": ribbon_xml(CUSTOM_UI_14, add_in=False),
        "ribbon/book/customUI.xml": ribbon_xml(CUSTOM_UI_12, add_in=False),
        "ribbon/addin/customUI14.xml": ribbon_xml(CUSTOM_UI_14, add_in=True),
        "ribbon/addin/customUI.xml": ribbon_xml(CUSTOM_UI_12, add_in=True),
    }
    everything = {**generated, **{f"vba/{name}": (HERE / "vba" / name).read_bytes() for name in HAND_WRITTEN}}
    copies = {PACKAGE_DATA / name.partition("/")[2]: data for name, data in everything.items()}
    return {**{HERE / name: data for name, data in generated.items()}, **copies}


def built() -> dict[Path, bytes]:
    """The two products, from the package's sources as they stand on disk."""
    return {
        ROOT / products.ADDIN_FILE: products.build_addin(),
        ROOT / products.SAMPLE_FILE: products.build_sample_book(),
    }


def _parts(data: bytes) -> object:
    """What is compared: of a workbook its parts, because two zlib versions may compress the same parts differently."""
    return read_parts(data) if data.startswith(b"PK") else data


def main(arguments: list[str]) -> int:
    """Write everything, or with --check compare it with what is there."""
    differing = []
    for make in (sources, built):
        for path, data in make().items():
            if path.is_file() and _parts(path.read_bytes()) == _parts(data):
                continue
            differing.append(path)
            if "--check" not in arguments:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
    for path in differing:
        print("differs:" if "--check" in arguments else "wrote:", path.relative_to(ROOT))
    if not differing:
        print("everything is as it would be built")
    return 1 if differing and "--check" in arguments else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
