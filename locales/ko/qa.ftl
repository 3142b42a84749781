# 번역문 검사에서 표시하는 문구.
finding-empty-target = 번역문이 비어 있습니다
finding-codes-changed = { $fault ->
    [missing] 원문의 서식 코드가 빠졌습니다: { $codes }
    [added] 원문에 없는 서식 코드가 있습니다: { $codes }
   *[other] 서식 코드가 닫히는 순서가 잘못됐습니다: { $codes }
}
finding-chatter = 번역문이 아닌 말이 섞여 있습니다: “{ $text }”
finding-source-left-in = 베트남어가 남아 있습니다: “{ $text }”
finding-wrong-script = 이 언어에서 쓰지 않는 글자가 있습니다: “{ $text }”
finding-repetition = 같은 말이 되풀이됩니다: “{ $text }”
finding-length-ratio = { $fault ->
    [short] 번역문이 너무 짧습니다(원문 { $source }자, 번역문 { $target }자)
   *[other] 번역문이 너무 깁니다(원문 { $source }자, 번역문 { $target }자)
}
