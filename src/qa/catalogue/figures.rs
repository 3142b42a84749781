//! The codes of the room `numbers`.

use super::{Entry, Family::Numbers};
use crate::diagnostic::Severity::{Error, Warning};

pub(super) const ENTRIES: &[Entry] = &[
    Entry::new(
        "number-value",
        Numbers,
        Error,
        "What it finds: a figure whose value in the translation is another one, after separators, magnitude words and \
         units are read as each language writes them.\n\
         Why: a wrong figure is the fault readers and officials notice first.\n\
         Example: \"1,2 tỷ USD\" became \"12億ドル\" correctly, but \"120億ドル\" wrongly.\n\
         How to fix: write the value of the source; the finding gives both values in plain digits.",
    ),
    Entry::new(
        "number-missing",
        Numbers,
        Error,
        "What it finds: a figure of the source that has no counterpart in the translation.\n\
         Why: it was dropped, or it was written in a way no reader of that language would take for that value.\n\
         Example: \"hơn 200 dự án\" became \"many projects\".\n\
         How to fix: put the figure back.",
    ),
    Entry::new(
        "number-added",
        Numbers,
        Warning,
        "What it finds: a figure in digits in the translation that the source does not have.\n\
         Why: engines make figures up; editors add dates and counts, so it is only a warning.\n\
         Example: \"năm nay\" became \"in 2017\".\n\
         How to fix: take the figure out, or leave it if it is right and wanted.",
    ),
    Entry::new(
        "date-value",
        Numbers,
        Error,
        "What it finds: a date, time, quarter or decade that differs; a year left out is only a warning.\n\
         Why: day and month are easily turned round between the languages.\n\
         Example: \"ngày 3/8\" became \"March 8\".\n\
         How to fix: write the date of the source.",
    ),
    Entry::new(
        "unit-changed",
        Numbers,
        Error,
        "What it finds: one currency in place of another; another unit of measure is a warning, since units have many \
         names.\n\
         Why: 5 million dong and 5 million dollars are not the same money.\n\
         Example: \"5 triệu đồng\" became \"500万ドル\".\n\
         How to fix: write the unit of the source.",
    ),
    Entry::new(
        "approximation-dropped",
        Numbers,
        Warning,
        "What it finds: \"hơn\", \"gần\", \"khoảng\" and the like that the translation leaves out or turns round.\n\
         Why: 200 and more than 200 are two statements.\n\
         Example: \"hơn 200 dự án\" became \"200 projects\".\n\
         How to fix: say \"more than\", \"nearly\", \"about\" as the source does.",
    ),
    Entry::new(
        "weekday-for-ordinal",
        Numbers,
        Error,
        "What it finds: a weekday where the Vietnamese counts: \"thứ bảy\" is both Saturday and seventh.\n\
         Why: engines take the commoner reading.\n\
         Example: \"Thứ bảy, nâng cao năng lực cán bộ\" became \"On Saturday, raise the capacity of officials\".\n\
         How to fix: write the ordinal.",
    ),
];
