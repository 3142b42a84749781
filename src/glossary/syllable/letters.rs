//! The letters, tones and digits of Vietnamese and English, as numbers of six bits with the tone above them.

/// The number of the small English letter `ascii`.
pub(super) const fn letter(ascii: u8) -> u64 {
    (ascii - b'a' + 1) as u64
}

/// Neither a letter, digit, space nor mark that the table knows.
pub(super) const OTHER: u16 = 0;
/// White space.
pub(super) const SPACE: u16 = 0x4000;
/// An ASCII mark or control character.
pub(super) const MARK: u16 = 0x8000;

/// What `c` is: the letter and tone of a Vietnamese or English letter, a digit, SPACE, MARK, or OTHER.
pub(super) const fn entry(c: char) -> u16 {
    match c as u32 {
        code @ 0..0x250 => TABLE[code as usize],
        code @ 0x1EA0..0x1EFA => TABLE[(code - 0x1EA0 + 0x250) as usize],
        _ => OTHER,
    }
}

/// The Vietnamese vowels with no tone, grave, acute, hook above, tilde and dot below (domain facts §5.1).
const VOWELS: [(u16, [char; 6], [char; 6]); 12] = [
    (1, ['a', 'à', 'á', 'ả', 'ã', 'ạ'], ['A', 'À', 'Á', 'Ả', 'Ã', 'Ạ']),
    (27, ['ă', 'ằ', 'ắ', 'ẳ', 'ẵ', 'ặ'], ['Ă', 'Ằ', 'Ắ', 'Ẳ', 'Ẵ', 'Ặ']),
    (28, ['â', 'ầ', 'ấ', 'ẩ', 'ẫ', 'ậ'], ['Â', 'Ầ', 'Ấ', 'Ẩ', 'Ẫ', 'Ậ']),
    (5, ['e', 'è', 'é', 'ẻ', 'ẽ', 'ẹ'], ['E', 'È', 'É', 'Ẻ', 'Ẽ', 'Ẹ']),
    (29, ['ê', 'ề', 'ế', 'ể', 'ễ', 'ệ'], ['Ê', 'Ề', 'Ế', 'Ể', 'Ễ', 'Ệ']),
    (9, ['i', 'ì', 'í', 'ỉ', 'ĩ', 'ị'], ['I', 'Ì', 'Í', 'Ỉ', 'Ĩ', 'Ị']),
    (15, ['o', 'ò', 'ó', 'ỏ', 'õ', 'ọ'], ['O', 'Ò', 'Ó', 'Ỏ', 'Õ', 'Ọ']),
    (30, ['ô', 'ồ', 'ố', 'ổ', 'ỗ', 'ộ'], ['Ô', 'Ồ', 'Ố', 'Ổ', 'Ỗ', 'Ộ']),
    (31, ['ơ', 'ờ', 'ớ', 'ở', 'ỡ', 'ợ'], ['Ơ', 'Ờ', 'Ớ', 'Ở', 'Ỡ', 'Ợ']),
    (21, ['u', 'ù', 'ú', 'ủ', 'ũ', 'ụ'], ['U', 'Ù', 'Ú', 'Ủ', 'Ũ', 'Ụ']),
    (32, ['ư', 'ừ', 'ứ', 'ử', 'ữ', 'ự'], ['Ư', 'Ừ', 'Ứ', 'Ử', 'Ữ', 'Ự']),
    (25, ['y', 'ỳ', 'ý', 'ỷ', 'ỹ', 'ỵ'], ['Y', 'Ỳ', 'Ý', 'Ỷ', 'Ỹ', 'Ỵ']),
];

static TABLE: [u16; 0x250 + 0x5A] = table();

const fn table() -> [u16; 0x250 + 0x5A] {
    let mut table = [OTHER; 0x250 + 0x5A];
    let mut code = 0;
    while code < 0x80 {
        let byte = code as u8;
        table[code] = match byte {
            b'a'..=b'z' => (byte - b'a' + 1) as u16,
            b'A'..=b'Z' => (byte - b'A' + 1) as u16,
            b'0'..=b'9' => (byte - b'0' + 34) as u16,
            b'\t'..=b'\r' | b' ' => SPACE,
            _ => MARK,
        };
        code += 1;
    }
    table[0xA0] = SPACE;
    let mut row = 0;
    while row < VOWELS.len() {
        let (symbol, small, capital) = VOWELS[row];
        let mut tone = 0;
        while tone < 6 {
            table[slot(small[tone])] = symbol | (tone as u16) << 6;
            table[slot(capital[tone])] = symbol | (tone as u16) << 6;
            tone += 1;
        }
        row += 1;
    }
    table[slot('đ')] = 33;
    table[slot('Đ')] = 33;
    table
}

const fn slot(c: char) -> usize {
    let code = c as usize;
    if code < 0x250 { code } else { code - 0x1EA0 + 0x250 }
}
