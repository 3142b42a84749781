//! What models write before and after an answer; collected from replies of Qwen2.5, Llama 3 and GPT-4-class models.

/// Words that, followed by a colon at the very beginning, name what comes.
pub const LABELS: [&str; 22] = [
    "translation",
    "english",
    "english translation",
    "japanese",
    "japanese translation",
    "korean",
    "korean translation",
    "vietnamese",
    "answer",
    "output",
    "result",
    "final answer",
    "日本語",
    "日本語訳",
    "訳",
    "訳文",
    "翻訳",
    "翻訳文",
    "한국어",
    "한국어 번역",
    "번역",
    "번역문",
];

/// Beginnings of a sentence that introduces the answer and ends in a colon.
pub const INTRODUCTIONS: [&str; 15] = [
    "here is",
    "here's",
    "here are",
    "sure",
    "certainly",
    "of course",
    "okay",
    "ok,",
    "the translation",
    "the vietnamese",
    "translated",
    "以下",
    "はい",
    "다음은",
    "네,",
];

/// Beginnings of a line after the answer that talks about it.
pub const REMARKS: [&str; 14] = [
    "note:",
    "notes:",
    "(note",
    "**note",
    "explanation:",
    "let me know",
    "i hope",
    "please let me",
    "注：",
    "注:",
    "※",
    "참고:",
    "참고로",
    "(참고",
];

/// Quotes that may stand around a whole answer.
pub const QUOTES: [(char, char); 7] =
    [('"', '"'), ('“', '”'), ('\'', '\''), ('‘', '’'), ('「', '」'), ('『', '』'), ('«', '»')];
