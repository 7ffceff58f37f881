// Discrepancies: a queue, gravest first; each card shows the claim, both passages, both values and why it was flagged.
function discrepanciesView() {
  const state = { kind: "", relation: "", account: "", at: -1 };
  const cards = h("div", { class: "cards" });
  const count = h("span", { class: "count", role: "status" });
  let list = null, order = [];
  const any = ["", t("chronicle.any")];
  const set = (field) => (value) => { state[field] = value; show(); };
  const node = h("section", { class: "view", "aria-labelledby": "discrepancies-heading" },
    h("h2", { id: "discrepancies-heading", tabindex: "-1" }, t("discrepancies.heading")), h("p", { class: "intro" }, t("discrepancies.intro")),
    h("div", { class: "bar" }, choice(t("discrepancies.kind"), [any, ...tally(DISCREPANCIES.map((one) => one.kind)).map(([kind, n]) => [kind, `${t(`kinds.${kind}`)} (${n})`])], set("kind")),
      choice(t("discrepancies.relation"), [any, ...tally(DISCREPANCIES.map((one) => one.relation)).map(([one, n]) => [one, `${t(`relations.${one}`)} (${n})`])], set("relation")),
      choice(t("chronicle.account"), [any, ...SOURCES.map((source, i) => [i, source.title])], set("account")), count), cards);
  lightPartners(cards);
  const keeps = (one) => (!state.kind || one.kind === state.kind) && (!state.relation || one.relation === state.relation)
    && (state.account === "" || [one.left, one.right].some((side) => side && side[0] === Number(state.account)));
  function show() {
    order = DISCREPANCIES.map((_, i) => i).filter((i) => keeps(DISCREPANCIES[i])).sort((a, b) => DISCREPANCIES[b].severity - DISCREPANCIES[a].severity || a - b);
    state.at = -1;
    count.textContent = t("discrepancies.count", { n: order.length, all: DISCREPANCIES.length });
    list?.stop();
    cards.replaceChildren();
    list = chunked(cards, order, (i) => differenceCard(i), 25, 270);
    if (!order.length) cards.append(h("p", {}, DISCREPANCIES.length ? t("frame.none") : t("discrepancies.none")));
  }
  function goTo(i, block = "nearest") {
    if (!order.length) return;
    cards.querySelectorAll(".card.at").forEach((one) => one.classList.remove("at"));
    state.at = Math.min(order.length - 1, Math.max(0, i));
    const card = list.ensure(state.at);
    card.classList.add("at");
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block });
  }
  show();
  return {
    node,
    reveal(number) {
      if (!order.includes(number)) { Object.assign(state, { kind: "", relation: "", account: "" }); node.querySelectorAll("select").forEach((one) => { one.value = ""; }); show(); }
      goTo(order.indexOf(number), "start");
    },
    step: (by) => goTo(state.at + by),
    open() { const event = DISCREPANCIES[order[state.at]]?.events[0]; if (event !== undefined) location.hash = eventHash(event); },
    close() { cards.querySelectorAll(".card.at").forEach((one) => one.classList.remove("at")); },
    bracket(by) { goTo(state.at + by * 10); },
    cite() { if (state.at >= 0) cite(differenceCitation(order[state.at])); },
    chosen: () => (state.at >= 0 ? { kind: "discrepancy", number: order[state.at] } : null),
  };
}
const differenceCitation = (number) => ({ anchor: differenceHash(number), title: DISCREPANCIES[number].says, spot: DISCREPANCIES[number].left || DISCREPANCIES[number].right });
const gravity = (severity) => t(`discrepancies.${severity >= 0.66 ? "grave" : severity >= 0.33 ? "middling" : "slight"}`);

function differenceCard(number) {
  const one = DISCREPANCIES[number];
  const side = (spot, value, which) => h("div", { class: "side" }, spot ? teller(spot[0]) : null,
    value ? h("span", { class: "value" }, bdi(value)) : null,
    spot ? [quote(spot), h("div", { class: "foot-tools" }, contextLink(spot[0], spot[1]), one.nearer === which ? h("span", { class: "pill" }, t("discrepancies.nearer")) : null)]
      : h("p", { class: "nothing" }, t("discrepancies.nothing")));
  return h("article", { class: `card sheet k-${one.kind}`, id: `discrepancy-${one.id}`, tabindex: "-1", "data-number": number },
    h("div", { class: "marks" }, kindPill(one.kind), h("span", {}, t(`relations.${one.relation}`)), h("span", { title: t("discrepancies.severity", { n: percent(one.severity) }) }, gravity(one.severity)), h("span", {}, t("discrepancies.confidence", { n: percent(one.confidence) }))),
    h("h3", {}, bdi(one.says)),
    h("div", { class: "sides" }, side(one.left, one.values[0], "left"), side(one.right, one.values[1], "right")),
    one.damage ? h("p", { class: "who" }, t("discrepancies.damage", { what: one.damage })) : null,
    h("div", { class: "foot-tools", "data-acts": `discrepancy:${one.id}` }, one.events.slice(0, 3).map((event) => h("a", { class: "quiet", href: eventHash(event) }, `${t("discrepancies.event")}: ${EVENTS[event].title}`)),
      citeButton(() => differenceCitation(number)), h("a", { class: "quiet", href: differenceHash(number) }, `#discrepancy-${one.id}`)),
    whyList(one.why, t("discrepancies.why")));
}
