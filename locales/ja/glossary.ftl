# glossary
finding-term-missing = 「{ $source }」の訳が用語集と異なります。「{ $want }」を使用してください
finding-term-forbidden = 「{ $found }」は「{ $source }」の訳語として使用できません。「{ $want }」を使用してください
finding-term-not-verbatim = 「{ $source }」は訳さず、原文の表記のまま「{ $want }」と書いてください
finding-term-deprecated = 「{ $found }」は「{ $source }」の訳語として古くなっています。「{ $want }」を使用してください
finding-acronym-left-in = 「{ $acronym }」はベトナム国内でしか通じない略語です。正式名称（{ $full }）を訳してください
finding-glossary-duplicate-id = ID「{ $form }」は{ $first }で使用済みです
finding-glossary-id-style = ID「{ $form }」はケバブケースではありません。a～z、0～9と単独のハイフンだけが使えます
finding-glossary-duplicate-form = 見出し「{ $form }」は{ $first }にもあり、検出されるのは先に書かれた方だけです
finding-glossary-empty-rendering = 訳語が空です（{ $locale }）
finding-glossary-wrong-script = 「{ $form }」はこの言語の文字で書かれていません（{ $locale }）
finding-glossary-forbidden-allowed = 「{ $form }」が禁止と許容の両方に指定されています（{ $locale }、許容は{ $first }）
finding-glossary-uncheckable = 「{ $form }」は助詞と同形のため、本文中で判別できません（{ $locale }）
label-glossary-first = 最初の記載
finding-glossary-unreadable = 用語集を読み込めません：{ $why }
