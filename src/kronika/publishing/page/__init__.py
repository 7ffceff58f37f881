"""The reader: a chronicle as one HTML file that opens from disk and asks nothing of any network."""

from kronika.publishing.page.render import render, render_desk, write_page

__all__ = ["render", "render_desk", "write_page"]
