//! Figures, dates, ordinals and money as values: parse, compare and render them in four languages.
