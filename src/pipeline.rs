//! The stages of an article's way on one page, and the plan.
