"""A small check sheet with three departments, open in Excel, and what its departments do."""

from __future__ import annotations

from pathlib import Path

from collecting.distribution import JINJI, JOSYS, SOUMU, filled_in, write_master
from delivery import fake_outlook
from excel import windows
from excel.pictures import picture
from jama_checksheet import ribbon
from jama_checksheet.cli import main

SHEET = "チェックシート"
HISTORY = "社内用_回答履歴"


def said() -> str:
    return windows.messages.shown[-1][1]


def asked() -> list[str]:
    return [text for _, text in windows.messages.shown[:-1]]


def notes(excel) -> dict[str, str]:
    return picture(excel._books[0])["notes"]


def write_assigned(folder: Path, josys_mail: str = "i@example.co.jp") -> Path:
    """The small check sheet of tests/collecting with 社内用_担当者 and 担当部門."""
    plain, path, owners = (
        write_master(folder / "元.xlsx"),
        folder / "チェックシート.xlsx",
        folder / "担当者.csv",
    )
    owners.write_text(
        f"担当領域,部門,担当者,メール\n総務,{SOUMU},木村,k@example.co.jp\nIT,{JOSYS},井上,{josys_mail}\n"
        f"人事,{JINJI},小川,o@example.co.jp\n",
        encoding="utf-8",
    )
    assert main(["assign", str(plain), "--owners", str(owners), "-o", str(path)]) in (0, 1)
    return path


def split_up(excel, tmp_path: Path) -> None:
    """The button, every question answered."""
    excel._answers = [str(tmp_path), "2099/12/12", "情報システム課 佐藤"]
    ribbon.split_sheets()


class Reply:
    """A department fills its sheet in."""

    def __init__(self, place: Path, department: str) -> None:
        self.path = next(place.glob(f"*_{department}_*.xlsx"))

    def answers(self, *answers: tuple[int, str, str]) -> str:
        with filled_in(self.path) as form:
            for no, score, evidence in answers:
                form.answer(no, score, evidence)
        return str(self.path)


def use_outlook(monkeypatch, office: fake_outlook.Outlook | None) -> None:
    """Outlook beside Excel, without taking Excel's own way of being reached away."""

    def connect():
        from jama_checksheet.delivery import outlook

        if office is None:
            raise outlook.NoOutlook("新しい Outlook をお使いのため、下書きを直接作れません。")
        return outlook.Outlook(office)

    monkeypatch.setattr("jama_checksheet.delivery.outlook.connect", connect)
