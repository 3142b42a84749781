# 記事以外のページの文言。
edition-language-vi = Tiếng Việt
edition-language-en = English
edition-language-ja = 日本語
edition-language-ko = 한국어
edition-related = 関連ニュース
edition-more = あわせて読む
edition-photo = 写真
edition-editions = 各国語版
edition-skip = 記事本文へ
edition-translated-from = ベトナム語からの翻訳。
edition-disclosure = 本文の一部は機械翻訳によるもので、編集者の確認を受けていない。
edition-pending = 全{ $segments }文のうち{ $pending }文は掲載の承認が済んでいないため、ベトナム語のまま示している。
edition-revised = 公開後に更新：修正{ $changed }文、追加{ $added }文、削除{ $removed }文
edition-provenance = 各文の由来
index-title = 各国語版
index-complete = 完成（{ $segments }文、うち機械翻訳{ $machine }文）
index-incomplete = { $segments }文のうち{ $pending }文は要確認
