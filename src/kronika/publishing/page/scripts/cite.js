// Citing: the words, their source and place, the book's version and content hash; as text, BibTeX and CSL-JSON.
function citation({ anchor, title, spot, row }) {
  const account = spot ? SOURCES[spot[0]] : null;
  const address = `index.html${anchor}`;
  const words = spot ? quoted(spot) : "";
  const place = [account?.title, account?.about?.author, account?.origin, row === undefined ? null : `§ ${row + 1}`].filter(Boolean);
  const inBook = t("cite.in", { book: BOOK.book.title, version: BOOK.book.version, hash: BOOK.book.hash, anchor: address });
  const text = [words ? t("cite.says", { title: place.join(", "), words }) : `${title}.`, inBook].join(" ") + ".";
  const key = `kronika-${BOOK.book.hash.slice(0, 8)}-${anchor.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "")}`;
  const tex = (value) => String(value).replace(/[\\{}]/g, "").replace(/([#$%&_])/g, "\\$1");
  const bibtex = [`@incollection{${key},`, `  title = {${tex(title)}},`, `  booktitle = {${tex(BOOK.book.title)}},`,
    account?.about?.author ? `  author = {${tex(account.about.author)}},` : null,
    words ? `  annote = {${tex(place.join(", "))}: ${tex(words)}},` : null,
    `  edition = {kronika ${BOOK.book.version}, content ${BOOK.book.hash}},`, `  howpublished = {\\url{${address}}},`,
    account ? `  langid = {${tex(account.lang)}},` : null, "}"].filter(Boolean).join("\n");
  const csl = { id: key, type: "chapter", title, "container-title": BOOK.book.title, version: `kronika ${BOOK.book.version}`,
    "archive_location": `content ${BOOK.book.hash}`, URL: address };
  if (account) { csl.language = account.lang; csl.source = place.join(", "); if (account.about?.author) csl.author = [{ literal: account.about.author }]; }
  if (words) csl.note = words;
  return { text, bibtex, csl: JSON.stringify([csl], null, 2), link: address };
}

function modal(title, ...children) {
  const box = h("dialog", { "aria-labelledby": "dialog-title", onclose: () => box.remove() },
    button("×", () => box.close(), { class: "button round close", "aria-label": t("frame.close") }),
    h("h2", { id: "dialog-title" }, title), children);
  box.addEventListener("click", (event) => { if (event.target === box) box.close(); });
  document.body.append(box);
  box.showModal();
  return box;
}
function copyButton(text) {
  const made = button(t("frame.copy"), async () => {
    try { await navigator.clipboard.writeText(text); } catch { copyBySelection(text); }
    made.textContent = t("frame.copied");
    setTimeout(() => { made.textContent = t("frame.copy"); }, 1500);
  });
  return made;
}
function copyBySelection(text) {
  const area = h("textarea", { class: "unseen", "aria-hidden": "true" });
  area.value = text;
  (document.querySelector("dialog[open]") || document.body).append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}
function cite(thing) {
  const made = citation(thing);
  modal(t("cite.heading"), ["text", "bibtex", "csl", "link"].map((form) => [
    h("h3", {}, t(`cite.${form}`), copyButton(made[form])), h("pre", { tabindex: "0" }, made[form])]));
}
const citeButton = (thing) => h("button", { type: "button", class: "quiet", onclick: () => cite(thing()) }, t("event.cite"));
