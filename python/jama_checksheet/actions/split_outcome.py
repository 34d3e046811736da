"""What split tells: the files with their addressees, what nobody answers for, and what needs a person's eye."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jama_checksheet.actions.outcome import Outcome
from jama_checksheet.actions.split_sheets import TITLE, Distribution, Request
from jama_checksheet.actions.workbench import Workbench
from jama_checksheet.delivery.file_names import LONGEST_PATH, too_long_for_excel
from jama_checksheet.delivery.manifest import FILE_NAME
from jama_checksheet.workbook.plan import ChangePlan

_SHOWN = 20


def split_outcome(
    bench: Workbench, distribution: Distribution, request: Request, folder: Path, paths: Mapping[str, Any]
) -> Outcome:
    """The result of a distribution that has been written to `folder`. `paths` are the JSON keys `output` and `backup`."""
    parts = distribution.manifest.parts
    warnings = _warnings(bench, distribution, request, folder)
    result = {
        "files": [
            {
                "department": part.department,
                "path": str(folder / part.path),
                "items": len(part.items),
                "to": [contact.mail for contact in part.to],
                "cc": [contact.mail for contact in part.cc],
            }
            for part in parts
        ],
        "manifest": str(folder / FILE_NAME),
        "unassigned": list(distribution.unassigned),
        "encrypted": request.passwords is not None,
        "warnings": warnings,
        **paths,
    }
    lines = [f"{len(parts)}部門の回答用シートを作成しました。フォルダー: {folder}"]
    for part in parts:
        due = f"、回答期限 {part.due:%Y/%m/%d}" if part.due else ""
        to = "、".join(contact.mail for contact in part.to) or "宛先は未登録"
        lines.append(f"  {part.department}: {len(part.items)}項目{due}（{to}） {part.path}")
    if request.passwords is not None:
        lines.append(
            "パスワード付きで保存しました。パスワードは、ファイルとは別の方法で各部門へお伝えください。"
        )
    if paths["output"]:
        lines.append(f"回収用の番号を元のチェックシートに記録しました: {paths['output']}")
    if paths["backup"]:
        lines.append(f"元のファイルの控え: {paths['backup']}")
    lines += warnings
    needs_eye = bool(distribution.unassigned or warnings)
    if not needs_eye:
        lines.append(f"次は、send {folder} --as eml などでメールを用意できます。")
    return bench.outcome(ChangePlan(TITLE), result, lines, needs_eye=needs_eye)


def _warnings(bench: Workbench, distribution: Distribution, request: Request, folder: Path) -> list[str]:
    """What a person should look at before the files go out."""
    parts, told = distribution.manifest.parts, []
    if distribution.unassigned:
        numbers = "、".join(map(str, distribution.unassigned[:_SHOWN]))
        more = (
            f" ほか{len(distribution.unassigned) - _SHOWN}件" if len(distribution.unassigned) > _SHOWN else ""
        )
        told.append(
            f"担当部門が決まっていない項目が{len(distribution.unassigned)}件あり、どのシートにも入っていません: "
            f"No.{numbers}{more}"
        )
    for part in parts:
        if too_long_for_excel(folder / part.path):
            told.append(
                f"ファイルの場所と名前が長く、Excel で開けないことがあります（上限 {LONGEST_PATH} 文字）: "
                f"{part.path}　上の階層の、短い名前のフォルダーへ移してください。"
            )
    past = [part.department for part in parts if part.due and part.due < bench.as_of]
    if past:
        told.append(f"回答期限が基準日より前の部門があります: {'、'.join(past)}")
    if request.passwords and (unknown := request.passwords.unknown(part.department for part in parts)):
        told.append(f"パスワードのファイルに、配布先にない部門名があります: {'、'.join(unknown)}")
    return told
