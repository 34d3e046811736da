"""Does a returned file belong to this distribution, and may its rows go into this master?

The manifest and the payload in the file are two witnesses; where they disagree, the manifest is believed and the row is left to a
person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from jama_checksheet.checksheet.memory import question_fingerprint
from jama_checksheet.checksheet.sheet import CheckSheet
from jama_checksheet.delivery.manifest import Manifest, Part
from jama_checksheet.model import CheckItem, Score
from jama_checksheet.workbook.returned.reply import Returned, ReturnedRow
from jama_checksheet.workbook.subsheet.payload import PayloadItem


def refusal(returned: Returned, manifest: Manifest) -> str:
    """Why nothing of the file can be taken; "" where it belongs to the distribution."""
    payload = returned.payload
    if payload.key != manifest.key:
        if payload.year != manifest.year:
            return (
                f"{payload.year}年度に配布した回答用シートです（取り込み中の配布は{manifest.year}年度です）。"
            )
        return "別の配布（別の会社や、作り直す前の配布など）の回答用シートです。"
    if payload.year != manifest.year or payload.sheet != manifest.sheet:
        return "照合用のシートの内容が、配布の記録と一致しません。"
    part = manifest.part(payload.department)
    if part is None:
        return f"部門「{payload.department[:40]}」には、この配布で回答用シートを配っていません。"
    if tuple(item.no for item in payload.items) != part.items:
        return "照合用のシートの項目が、配布の記録と一致しません。"
    return ""


@dataclass(frozen=True)
class Admission:
    """Judges rows against the manifest and the master as it is now."""

    manifest: Manifest
    sheet: CheckSheet
    by_no: Mapping[str, CheckItem]

    @classmethod
    def to(cls, sheet: CheckSheet, manifest: Manifest) -> Admission:
        """For this master and this distribution."""
        return cls(manifest, sheet, {str(item.no): item for item in sheet.items})

    def rows(self, returned: Returned, part: Part) -> tuple[ReturnedRow, ...]:
        """The rows, each with the reason why it is held back, if there is one."""
        given = {item.no: item for item in returned.payload.items}
        return tuple(
            row if row.held else replace(row, held=self._reason(row, part, given[row.no]))
            for row in returned.rows
        )

    def missing(self, returned: Returned, part: Part) -> tuple[str, ...]:
        """Items that this department was asked for and that have no row in the file."""
        present = {row.no for row in returned.rows}
        return tuple(no for no in part.items if no not in present)

    def _reason(self, row: ReturnedRow, part: Part, given: PayloadItem) -> str:
        if row.no not in part.items:
            return f"No.{row.no} は、この部門にお願いした項目ではありません。"
        if (part.questions.get(row.no), part.answers.get(row.no)) != (given.question, given.answer):
            return "照合用のシートの内容が、配布の記録と一致しません。"
        item = self.by_no.get(row.no)
        if item is None:
            return f"元のチェックシートに No.{row.no} がありません。"
        if question_fingerprint(item) != part.questions[row.no]:
            return "元のチェックシートの設問が、配布したあとで変わっています。"
        if row.score is not Score.UNANSWERED and row.score not in self.sheet.words:
            return f"評価「{row.score_text[:30]}」は、元のチェックシートの選択肢にありません。"
        return ""
