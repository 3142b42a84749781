//! Editions: pages and source files assembled from translated segments.
