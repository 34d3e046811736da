"""Named measures: what a 2 has to show. Documents, systems and products, practices."""

from __future__ import annotations

from jama_checksheet.evidence.phrases import Phrase

_DOCUMENT = Phrase(
    r"[『「][^』」]{2,40}[』」]|(?:規程|規則|規定|基準|方針|ポリシー|ルール|手順|要領|要項|マニュアル|ガイドライン|手引|細則|計画書|契約|誓約書|覚書|台帳|一覧|チェックリスト|チェック表|連絡網|体制図|組織図|名簿|記録簿|貸出簿|来客簿|申請書|様式|帳票|議事録|証明書|構成図|BCP|決まり|憲章|協定|約款|条項|第\d{1,9}条)"
)
_SYSTEM = Phrase(
    r"[A-Za-z][A-Za-z0-9.\-/+]{2,}|ファイア?ウォ[ーォ]ル|防火壁|ウイルス|アンチ|ソフト|カメラ|カード|施錠|鍵|錠|サーバ|バックアップ|テープ|NAS|UTM|VPN|VLAN|EDR|SOC|MDM|MFA|USB|AD|FW|GPO|暗号|認証|ログ|フィルタ|パスワード|ロック|シュレッダ|裁断|溶解|破砕|ラック|ゲート|守衛|警備|センサー|クラウド|ツール|システム|装置|ワクチン|トークン|スイッチ|ポート|プロキシ|金庫|証明書|UPS|電源|名札|IDカード|書庫|キャビネット"
)
_PRACTICE = Phrase(
    r"教育|研修|講習|訓練|演習|eラーニング|テスト|周知|掲示|朝礼|メール|イントラ|会議|委員会|監査|点検|巡回|見回|棚卸|突合|照合|確認|記録|申請|承認|許可|届出|報告|監視|検査|診断|更新|適用|配信|自動|遮断|制限|禁止|分離|隔離|暗号化|保管|廃棄|消去|破壊|撤去|回収|返却|署名|締結|取得|登録|停止|削除|無効|見直|改定|改訂|任命|配置|選任|委託|契約|検討会|共有|展開|回覧|購読|受付|記帳|付き?添|同行|立会|立ち?会|貸出|貸与|手渡|スキャン|パッチ|復元|復旧|冗長|二重|代替|手書き|紙|FAX|電話"
)


def any_document(text: str) -> bool:
    """Whether a rule, manual, register or contract is named."""
    return bool(_DOCUMENT.search(text))


def any_measure(text: str) -> bool:
    """Whether anything concrete is named."""
    return bool(_DOCUMENT.search(text) or _SYSTEM.search(text) or _PRACTICE.search(text))
