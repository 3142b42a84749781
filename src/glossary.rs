//! The glossary: terms, how they are found in a text, and which renderings hold.
