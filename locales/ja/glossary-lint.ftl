# What the glossary lint says.
finding-glossary-two-preferred = 「{ $form }」の訳語がここでは「{ $here }」、{ $first }では「{ $there }」です（{ $locale }）。有効なのは後者だけです
finding-glossary-never-matches = 「{ $form }」は本文から検出できません。文書番号の一部、または記号だけとみなされます
finding-glossary-overlap = 「{ $form }」は用語{ $hidden }（{ $first }）を覆い隠しますが、それ自体にはすべての言語の訳語の指定がありません
finding-glossary-crossing = 「{ $form }」の末尾は用語{ $other }（{ $first }）の冒頭と同じ語です。両者が続くと片方しか検出されません
finding-glossary-same-concept = { $form }と{ $other }（{ $first }）はすべての言語で訳語が同じです。一つの項目にまとめてください
finding-glossary-same-rendering = 「{ $form }」が{ $id }と{ $other }の両方の訳語になっています（{ $locale }、{ $first }）
finding-glossary-forbidden-elsewhere = 「{ $form }」はここでは禁止されていますが、{ $other }では認められています（{ $locale }、{ $first }）
finding-glossary-missing-locale = { $form }にはこの言語の訳語がありません（{ $locale }）
finding-glossary-duplicate-rendering = 「{ $form }」は{ $first }にもあります（{ $locale }）
finding-glossary-look-alike = 「{ $form }」に、正しい文字に似た別の文字「{ $letter }」（{ $code }）が含まれています（{ $locale }）
finding-glossary-width = 「{ $form }」に全角・半角の誤りがあります（{ $locale }）
finding-glossary-whitespace = 「{ $form }」に余分な空白や特殊な空白があります（{ $locale }）
finding-glossary-nfd = 「{ $form }」が結合文字で書かれています。合成済みの文字（Unicode NFC）を使ってください（{ $locale }）
finding-glossary-dates = 有効期間の終わり（{ $form }）が始まり（{ $from }）より前になっています
finding-glossary-unsorted = 並べ替え済みのファイルで{ $form }の位置がずれています（{ $first }の後）
finding-glossary-key-order = キー{ $form }は通常もっと前に書きます
