// Who is who: an index by kind, one page for each; the network and the map beside it. And the accounts.
const ENTITY_KINDS = ["person", "organization", "group", "place", "event", "work"];

function peopleView() {
  const tabs = ["list", ENTITIES.some((one) => one.kind === "person") && "network", BOOK.coast && "map"].filter(Boolean);
  const state = { tab: "list", at: -1, order: [] };
  const holder = h("div");
  const node = h("section", { class: "view", "aria-labelledby": "people-heading" },
    h("h2", { id: "people-heading", tabindex: "-1" }, t("people.heading")), h("p", { class: "intro" }, t("people.intro")),
    tabs.length > 1 ? h("div", { class: "bar", role: "group", "aria-label": t("people.show") }, h("span", {}, tabs.map((tab) => button(t(`people.${tab}`), () => pick(tab), { "data-tab": tab })))) : null, holder);
  const made = {};
  function pick(tab) {
    state.tab = tab;
    node.querySelectorAll("[data-tab]").forEach((one) => one.setAttribute("aria-pressed", one.dataset.tab === tab));
    made[tab] = made[tab] || { list: halves, network: () => network(), map: () => placesMap() }[tab]();
    holder.replaceChildren(made[tab]);
  }
  const detail = h("div", { class: "entity" });
  const index = h("nav", { class: "index sheet", "aria-label": t("people.heading") });
  function halves() {
    for (const kind of ENTITY_KINDS) {
      const own = ENTITIES.map((_, i) => i).filter((i) => ENTITIES[i].kind === kind).sort((a, b) => ENTITIES[b].mentions.length - ENTITIES[a].mentions.length || label(a).localeCompare(label(b)));
      if (!own.length) continue;
      state.order.push(...own);
      index.append(h("h3", {}, `${t(`people.${kind}`)} (${own.length})`), h("ul", {}, own.map((i) => h("li", {}, h("a", { href: entityHash(i), "data-entity": i }, bdi(label(i)), h("small", {}, ENTITIES[i].mentions.length))))));
    }
    if (!state.order.length) detail.append(h("p", {}, t("people.nobody")));
    return h("div", { class: "halves" }, index, detail);
  }
  function reveal(number, focus = true) {
    if (state.tab !== "list") pick("list");
    state.at = state.order.indexOf(number);
    index.querySelectorAll("[aria-current]").forEach((one) => one.removeAttribute("aria-current"));
    const link = index.querySelector(`[data-entity="${number}"]`);
    link?.setAttribute("aria-current", "true");
    const place = link && link.offsetTop - index.clientHeight / 2;
    if (place) index.scrollTop = place;
    detail.replaceChildren(...entityPage(number));
    if (focus) detail.querySelector("h3").focus({ preventScroll: true });
    if (focus && detail.getBoundingClientRect().top > innerHeight * 0.6) detail.scrollIntoView();
    if (focus && detail.getBoundingClientRect().top < 0) scrollTo(0, 0);
  }
  pick("list");
  if (state.order.length) reveal(state.order[0], false);
  return {
    node, reveal,
    step(by) { if (state.order.length) location.hash = entityHash(state.order[Math.min(state.order.length - 1, Math.max(0, state.at + by))]); },
    open() {}, close() {},
    bracket(by) { const i = tabs.indexOf(state.tab); pick(tabs[(i + by + tabs.length) % tabs.length]); },
    cite() { if (state.at >= 0) cite(entityCitation(state.order[state.at])); },
    chosen: () => (state.at >= 0 ? { kind: "entity", number: state.order[state.at] } : null),
  };
}
const entityCitation = (number) => ({ anchor: entityHash(number), title: label(number), spot: ENTITIES[number].mentions[0], row: ENTITIES[number].mentions[0] ? ROW_OF[ENTITIES[number].mentions[0][0]].get(ENTITIES[number].mentions[0][1]) : undefined });

function entityPage(number) {
  const entity = ENTITIES[number];
  const part = (heading, ...content) => h("section", {}, h("h4", {}, t(`people.${heading}`)), content);
  const life = EVENTS_OF.get(number) || [];
  const accounts = new Set(entity.mentions.map((one) => one[0])).size;
  return [
    h("h3", { tabindex: "-1" }, bdi(entity.label)),
    h("p", { class: "who" }, t(`people.${entity.kind}`), " · ", t("people.mentions", { n: entity.mentions.length }), " · ", accounts === 1 ? t("chronicle.one_account") : t("chronicle.accounts", { n: accounts }), entity.country ? ` · ${entity.country}` : ""),
    part("names", h("table", { class: "plainly" }, h("thead", { class: "unseen" }, h("tr", {}, h("th", { scope: "col" }, t("people.language")), h("th", { scope: "col" }, t("people.names")))),
      h("tbody", {}, Object.keys(entity.names).sort().map((tag) => h("tr", {}, h("th", { scope: "row" }, tag), h("td", {}, entity.names[tag].map((form, i) => [i ? ", " : "", h("bdi", { lang: tag }, form), BOOK.latin[form] ? h("span", { class: "tag" }, ` ${BOOK.latin[form]}`) : ""]))))))),
    entity.relations.length ? part("relations", h("ul", { class: "plainlist" }, entity.relations.map(([type, target, spots]) => h("li", {}, type, ": ", valueShown(target),
      spots.length ? h("details", { class: "why" }, h("summary", {}, t("people.evidence")), evidenceList(spots, 3)) : null)))) : null,
    life.length ? part("life", lifeLine(life)) : null,
    whyList(entity.why, t("people.why")),
    entity.ids ? part("ids", h("p", {}, Object.entries(entity.ids).map(([authority, id]) => `${authority}: ${id}`).join(" · "))) : null,
    part("evidence", evidenceList(entity.mentions)),
    h("div", { class: "foot-tools", "data-acts": `entity:${entity.id}` }, citeButton(() => entityCitation(number)), h("a", { class: "quiet", href: entityHash(number) }, `#entity-${entity.id}`)),
  ].filter(Boolean);
}
function lifeLine(life) {
  const list = h("ol", { class: "life" });
  let next = 0;
  const more = button("", () => add(100));
  function add(count) {
    for (const [event, roles] of life.slice(next, next + count)) {
      list.append(h("li", {}, h("span", { class: "when" }, when(EVENTS[event]) || (EVENTS[event].disputed ? t("chronicle.disputed_mark") : t("plain.undated"))), h("a", { href: eventHash(event) }, bdi(EVENTS[event].title)), " ", h("span", { class: "as" }, roles.join(", "))));
    }
    next += count;
    more.hidden = next >= life.length;
    more.textContent = t("frame.more", { n: Math.min(100, life.length - next) });
  }
  add(30);
  return [list, more];
}

function accountsView() {
  const fact = (name, words) => words && (!Array.isArray(words) || words.length) ? [h("dt", {}, name), h("dd", {}, Array.isArray(words) ? words.map((one) => h("div", {}, bdi(one))) : bdi(words))] : null;
  const depends = BOOK.dependence.filter(([a, b]) => a >= 0 && b >= 0);
  const cards = SOURCES.map((source, i) => h("article", { class: "account sheet", id: `account-${source.id}` },
    h("h3", { lang: source.lang, dir: source.dir, tabindex: "-1" }, bdi(source.title)),
    h("dl", {}, fact(t("people.language"), source.lang), fact(t("accounts.origin"), source.origin), Object.entries(source.about).map(([name, words]) => fact(name, words)),
      fact(t("accounts.notes"), source.notes), fact(t("accounts.problems"), source.problems),
      fact(t("accounts.depends"), depends.filter(([a]) => a === i).map(([a, b, kind, sure]) => `${t(`accounts.${kind}`, { a: SOURCES[a].title, b: SOURCES[b].title })} (${t("discrepancies.confidence", { n: percent(sure) })})`)))));
  let current = -1;
  return {
    node: h("section", { class: "view", "aria-labelledby": "accounts-heading" }, h("h2", { id: "accounts-heading", tabindex: "-1" }, t("accounts.heading")), h("p", { class: "intro" }), cards),
    reveal(number) { current = number; cards[number].scrollIntoView(); cards[number].querySelector("h3").focus({ preventScroll: true }); },
    step(by) { this.reveal(Math.min(cards.length - 1, Math.max(0, current + by))); }, open() {}, close() {}, bracket() {}, cite() {}, chosen: () => null,
  };
}
