// A sentence with its marks. Marks may overlap, so the words are cut where any begins or ends.
const LONGEST = 6000; // letters of one sentence
const KEY = { n: (m) => `n${m.value}`, d: (m) => `d${m.value}`, q: (m) => `q${m.words || m.value}`, a: (m) => `a${m.value}` };

function sentence(account, number, options = {}) {
  const words = allWords()[account][number] ?? "";
  const kind = SOURCES[account].kinds[number];
  const shell = h("span", { class: `s ${kind === "heading" ? "h" : kind === "caption" || kind === "note" ? "c" : ""}`, lang: SOURCES[account].langs[number] });
  const marks = (options.plain ? [] : MARKS[account].get(number) || []).filter((m) => m.kind !== "a" && m.end > m.start);
  // Words that are the whole sentence need no mark.
  const hits = (options.hits || []).filter(([start, end]) => end > start && end - start < words.trimEnd().length - 1);
  const differences = (options.differences ? DIFFERENCES_AT[account].get(number) || [] : []).filter((one) => one.end > one.start);
  const dots = options.events ? (MARKS[account].get(number) || []).filter((m) => m.kind === "a") : [];
  const cuts = new Set([0, words.length]);
  for (const one of [...marks, ...differences, ...dots]) cuts.add(one.start).add(one.end);
  hits.forEach(([start, end]) => cuts.add(start).add(end));
  // A sentence without end is shown in part: round the words in question, or from its beginning.
  const first = words.length > LONGEST && !options.whole ? Math.max(0, Math.min(hits[0]?.[0] ?? 0, words.length) - LONGEST / 4) : 0;
  const last = words.length > LONGEST && !options.whole ? Math.min(words.length, first + LONGEST) : words.length;
  cuts.add(first).add(last);
  const edges = [...cuts].filter((cut) => cut >= first && cut <= last).sort((a, b) => a - b);
  const seen = new Set();
  if (first > 0) shell.append("… ");
  for (let i = 0; i + 1 < edges.length || i === 0; i += 1) {
    const [start, end] = [edges[i], edges[i + 1] ?? last];
    for (const dot of dots) if (dot.start === start && !seen.has(dot)) { seen.add(dot); shell.append(eventDot(dot.value)); }
    shell.append(piece(words.slice(start, end), start, end, marks, differences, hits, options, seen));
  }
  if (last < words.length) shell.append(button(t("frame.rest", { n: words.length - last }), () => shell.replaceWith(sentence(account, number, { ...options, whole: true }))));
  return shell;
}
function eventDot(number) {
  return h("a", { class: "ev", href: eventHash(number), "data-k": `a${number}`, title: EVENTS[number].title, "aria-label": EVENTS[number].title }, "•");
}
function piece(words, start, end, marks, differences, hits, options, seen) {
  const covers = (one) => one.start <= start && one.end >= end;
  const own = marks.filter(covers);
  const split = differences.filter(covers);
  const hit = hits.some(([a, b]) => a <= start && b >= end);
  if (!own.length && !split.length && !hit) return document.createTextNode(words);
  const classes = own.map((m) => `m ${m.kind}`);
  if (split.length) classes.push(`diff k-${DISCREPANCIES[split[0].number].kind}`);
  if (hit) classes.push("hit");
  const keys = own.map((m) => KEY[m.kind](m)).concat(split.map((one) => `x${one.number}`));
  const name = own.find((m) => m.kind === "n" && m.value >= 0);
  const attributes = { class: classes.join(" "), "data-k": keys.join(" ") || null };
  const date = own.find((m) => m.kind === "d" || m.kind === "q");
  if (date) attributes.title = date.words || (date.kind === "q" ? date.value : null);
  if (BOOK.latin[words]) attributes["data-latin"] = BOOK.latin[words];
  if (split.length && !name) return h("a", { ...attributes, href: differenceHash(split[0].number), title: DISCREPANCIES[split[0].number].says }, words);
  if (name && !options.still) return h("a", { ...attributes, href: entityHash(name.value), title: label(name.value), tabindex: seen.has(name) ? "-1" : null }, seen.add(name) && words);
  return h(hit ? "mark" : "span", attributes, words);
}

// Sentences of one account, in its language and direction.
function passage(account, numbers, options = {}) {
  const source = SOURCES[account];
  const box = h("p", { class: `words ${options.class || ""}`, lang: source.lang, dir: source.dir });
  numbers.forEach((number, i) => { if (i) box.append(" "); box.append(sentence(account, number, options)); });
  return box;
}
// Evidence in its sentence, the words themselves marked.
function quote(spot, options = {}) {
  const [account, number, start, end] = spot;
  return passage(account, [number], { plain: true, ...options, hits: [[start, end]], class: "clipped" });
}
const quoted = ([account, number, start, end]) => (allWords()[account][number] || "").slice(start, end) || allWords()[account][number] || "";

function teller(account) {
  const source = SOURCES[account];
  return h("span", { class: "who" }, h("b", {}, bdi(source.title)), h("span", { class: "tag", title: source.lang }, source.lang));
}
function contextLink(account, number) {
  const row = ROW_OF[account].get(number);
  return row === undefined ? null : h("a", { href: passageHash(row), class: "quiet" }, t("event.context"));
}
// Focus or hover on a mark lights its partners in all columns.
function lightPartners(container) {
  let lit = [];
  const dim = () => { lit.forEach((node) => node.classList.remove("lit")); lit = []; };
  const light = (event) => {
    const mark = event.target.closest?.("[data-k]");
    dim();
    if (!mark) return;
    for (const key of mark.dataset.k.split(" ")) {
      if (key === "n-1") continue;
      container.querySelectorAll(`[data-k~="${CSS.escape(key)}"]`).forEach((node) => { node.classList.add("lit"); lit.push(node); });
    }
  };
  for (const kind of ["pointerover", "focusin"]) container.addEventListener(kind, light);
  for (const kind of ["pointerleave", "focusout"]) container.addEventListener(kind, dim);
}
