"""Saved pages of the usual kinds: the main text in reading order, without the furniture."""

from __future__ import annotations

from pathlib import Path

import pytest

from kronika.reading import sentences
from kronika.sources import open_source

ENCYCLOPEDIA = """<!DOCTYPE html><html lang="hu"><head><meta charset="UTF-8"><title>Reed Jónás – Tudástár</title>
<link rel="canonical" href="https://hu.example.org/Reed"></head><body>
<header class="vector-header"><nav>Főlap Tartalom</nav></header>
<main id="content"><header><h1>Reed Jónás</h1>
<div class="vector-dropdown">12 nyelv</div></header><div id="bodyContent">
<div id="siteSub" class="noprint">Tudástár</div>
<div id="mw-content-text"><table class="infobox"><tr><th>Született</th><td>1870. november 7.</td></tr></table>
<p>
<b>Reed Jónás</b> (<span>Harwell</span>, 1870. november&#160;7.&nbsp;– ?) molnár volt.<sup class="reference">[1]
</sup></p>
<div id="toc" class="toc"><ul><li>1 Élete</li></ul></div>
<div class="mw-heading"><h2>Élete</h2><span class="mw-editsection">[<a>szerkesztés</a>]</span></div>
<figure><img src="a.jpg"><figcaption>Reed 1910-ben</figcaption></figure>
<p>1911-ben leégett a malma.<br>Utána eltűnt.</p><ul><li>Levelei (1930)</li></ul>
<div class="reflist"><ol class="references"><li>Clerk, 2009.</li></ol></div><div class="navbox">Molnárok</div></div>
</div>
<div class="catlinks">Kategóriák</div></main><footer>Licenc</footer></body></html>"""

NEWS = """<html lang="pt-BR"><head><title>Incêndio destrói moinho - Jornal</title>
<meta property="article:published_time" content="1911-05-03"><meta name="author" content="Ana Lima"></head>
<body><div class="cookie-banner">Aceitar</div><article><h1>Incêndio destrói moinho</h1>
<div class="share-buttons">Compartilhe</div><p>O moinho pegou fogo na sexta-feira.</p>
<aside>Leia também</aside><p>Dois operários morreram, segundo a polícia.</p></article><footer>Direitos</footer>
</body></html>"""

BLOG = """<html><body><div id=nav><a>home</a></div><h1>My grandfather</h1><p>He went to sea in 1930.
<p>He came home in 1945.<blockquote>The sea was grey.</blockquote><table><tr><td>Ship<td>Year<tr>
<td>Anna<td>1930</table>"""

PAGES = {
    "encyclopedia": (
        ENCYCLOPEDIA,
        ("hu", "Reed Jónás"),
        [
            ("heading", "Reed Jónás"),
            ("table", "Született\t1870. november 7."),
            ("prose", "Reed Jónás (Harwell, 1870. november 7. – ?) molnár volt."),
            ("heading", "Élete"),
            ("caption", "Reed 1910-ben"),
            ("prose", "1911-ben leégett a malma."),
            ("prose", "Utána eltűnt."),
            ("list", "Levelei (1930)"),
        ],
    ),
    "news": (
        NEWS,
        ("pt-BR", "Incêndio destrói moinho"),
        [
            ("heading", "Incêndio destrói moinho"),
            ("prose", "O moinho pegou fogo na sexta-feira."),
            ("prose", "Dois operários morreram, segundo a polícia."),
        ],
    ),
    "blog with open tags": (
        BLOG,
        ("en", "My grandfather"),
        [
            ("heading", "My grandfather"),
            ("prose", "He went to sea in 1930."),
            ("prose", "He came home in 1945."),
            ("prose", "The sea was grey."),
            ("table", "Ship\tYear"),
            ("table", "Anna\t1930"),
        ],
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_page(name: str, tmp_path: Path) -> None:
    page, (language, title), expected = PAGES[name]
    (tmp_path / "a.html").write_text(page, "utf-8")
    source = open_source(tmp_path / "a.html")
    assert [(s.kind, source.text[s.start : s.end]) for s in sentences.split(source)] == expected
    assert (source.language, source.title) == (language, title)


def test_page_says_when_and_by_whom(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(NEWS, "utf-8")
    assert open_source(tmp_path / "a.html").metadata == {"author": "Ana Lima", "date": "1911-05-03"}
