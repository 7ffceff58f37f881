// Search over events, names and sentences: letters are compared without case and marks, in any script.
const folded = (words) => words.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase();
function searchBox() {
  let index = null;
  const prepare = () => index ?? (index = [
    ...EVENTS.map((event, i) => ({ words: folded(`${event.title} ${event.words} ${event.type}`), href: eventHash(i), show: event.title, note: `${t("chronicle.event")} · ${when(event)}` })),
    ...ENTITIES.map((entity, i) => ({ words: folded([entity.label, ...Object.values(entity.names).flat()].join(" ")), href: entityHash(i), show: entity.label, note: t(`people.${entity.kind}`) })),
    ...allWords().flatMap((list, account) => list.map((words, number) => ({ words: folded((words || "").slice(0, 4000)), href: passageHash(ROW_OF[account].get(number) ?? 0), show: words, note: `${SOURCES[account].title} (${SOURCES[account].lang})` }))),
  ]);
  const results = h("div", { class: "results sheet", hidden: true, id: "results", role: "region", "aria-label": t("frame.search"), "aria-live": "polite" });
  const input = h("input", { type: "search", placeholder: t("frame.search_hint"), "aria-label": t("frame.search"), "aria-controls": "results", autocomplete: "off", spellcheck: "false" });
  let waiting = 0;
  input.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(look, 80); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") { const first = results.querySelector("a"); if (first) { location.hash = first.getAttribute("href"); hide(); } }
    if (event.key === "ArrowDown") { event.preventDefault(); results.querySelector("a")?.focus(); }
    if (event.key === "Escape") { hide(); input.blur(); event.stopPropagation(); }
  });
  results.addEventListener("keydown", (event) => {
    const links = [...results.querySelectorAll("a")], i = links.indexOf(document.activeElement);
    if (event.key === "ArrowDown") { event.preventDefault(); links[i + 1]?.focus(); }
    if (event.key === "ArrowUp") { event.preventDefault(); (links[i - 1] || input).focus(); }
    if (event.key === "Escape") { hide(); input.focus(); event.stopPropagation(); }
  });
  results.addEventListener("click", (event) => { if (event.target.closest("a")) hide(); });
  document.addEventListener("pointerdown", (event) => { if (!box.contains(event.target)) hide(); });
  const hide = () => { results.hidden = true; };
  function look() {
    const wanted = folded(input.value.trim()).split(/\s+/u).filter(Boolean);
    if (!wanted.length) { hide(); return; }
    const found = prepare().filter((one) => wanted.every((word) => one.words.includes(word)));
    results.replaceChildren(h("p", {}, found.length ? t("frame.found", { n: found.length }) : t("frame.none")),
      ...found.slice(0, 60).map((one) => h("a", { href: one.href }, bdi(snippet(one.show, wanted[0])), h("br"), h("small", {}, bdi(one.note)))));
    results.hidden = false;
  }
  function snippet(words, wanted) {
    if (words.length < 160) return words;
    const i = Math.max(0, words.toLowerCase().indexOf(wanted) - 60);
    return `${i ? "…" : ""}${words.slice(i, i + 150)}…`;
  }
  const box = h("div", { role: "search" }, input);
  return { box, results, input, hide };
}
