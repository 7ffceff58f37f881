"""The schema of a language pack: one module a section, one TOML file a section in each language's folder."""
