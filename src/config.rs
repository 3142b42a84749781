//! `config.toml`, the environment and the flags, composed into each room's own settings.
