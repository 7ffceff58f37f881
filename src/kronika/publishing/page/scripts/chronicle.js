// The chronicle: filters, time line, the list of events in order of time, a tray of undated ones; or all as a table.
function chronicleView() {
  const state = { type: "", account: "", person: "", disputed: false, shared: false, as: "list", open: new Set(), at: -1 };
  const holder = h("div");
  const count = h("span", { class: "count", role: "status" });
  let list = null, order = [];
  const line = timeline((number) => reveal(number));
  const people = tally(EVENTS.flatMap((event) => [...new Set(event.people.map(([, entity]) => entity))])).slice(0, 200);
  const any = ["", t("chronicle.any")];
  const set = (field) => (value) => { state[field] = value; show(); };
  const node = h("section", { class: "view", "aria-labelledby": "chronicle-heading" },
    h("h2", { id: "chronicle-heading", tabindex: "-1" }, t("chronicle.heading")), h("p", { class: "intro" }, t("chronicle.intro")), line?.node,
    h("div", { class: "bar", role: "group", "aria-label": t("chronicle.show_as") },
      choice(t("chronicle.type"), [any, ...tally(EVENTS.map((event) => event.type)).map(([type, n]) => [type, `${type} (${n})`])], set("type")),
      choice(t("chronicle.account"), [any, ...SOURCES.map((source, i) => [i, source.title])], set("account")),
      choice(t("chronicle.person"), [any, ...people.map(([entity, n]) => [entity, `${label(entity)} (${n})`])], set("person")),
      tick(t("chronicle.disputed"), false, set("disputed")), tick(t("chronicle.shared"), false, set("shared")),
      h("span", {}, ["list", "table"].map((form) => button(t(`chronicle.as_${form}`), (event) => {
        state.as = form;
        event.target.parentNode.querySelectorAll("button").forEach((one) => one.setAttribute("aria-pressed", one === event.target));
        show();
      }, { "aria-pressed": form === "list" }))), count), holder);

  const keeps = (event) => (!state.type || event.type === state.type) && (state.account === "" || event.tellers.includes(Number(state.account)))
    && (state.person === "" || event.people.some(([, entity]) => entity === Number(state.person)))
    && (!state.disputed || event.disputed) && (!state.shared || event.tellers.length > 1);

  function show() {
    const kept = EVENTS.map((_, number) => number).filter((number) => keeps(EVENTS[number]));
    const placed = kept.filter((number) => stretchOf(EVENTS[number]));
    const undated = kept.filter((number) => !stretchOf(EVENTS[number]));
    order = [...placed, ...undated];
    state.at = -1;
    count.textContent = t("chronicle.count", { n: kept.length, all: EVENTS.length });
    line?.keep(kept);
    list?.stop();
    list = null;
    holder.replaceChildren();
    if (state.as === "table") { holder.append(table(order)); return; }
    const events = h("div", { class: "events" });
    holder.append(events);
    const items = [...placed.map((number, i) => ({ number, year: yearHead(placed, i) })), ...undated.map((number, i) => ({ number, tray: i === 0 }))];
    list = chunked(events, items, ({ number, year, tray }) => h("div", {},
      year && h("div", { class: "year-mark", "aria-hidden": "true" }, year),
      tray && h("div", { class: "tray" }, h("h3", {}, t("chronicle.undated")), h("p", { class: "intro" }, t("chronicle.undated_intro"))), article(number)));
    if (!kept.length) holder.append(h("p", {}, t("frame.none")));
  }
  const firstYear = (number) => yearWords(stretchOf(EVENTS[number])[0]);
  const yearHead = (numbers, i) => (i === 0 || firstYear(numbers[i]) !== firstYear(numbers[i - 1]) ? firstYear(numbers[i]) : null);

  function article(number) {
    const event = EVENTS[number];
    const opener = h("button", { type: "button", "aria-expanded": "false", onclick: () => toggle(number, box) }, bdi(event.title));
    const box = h("article", { class: "event", id: `event-${event.id}`, "data-event": number },
      h("div", { class: "when" }, h("time", {}, when(event) || (event.disputed ? dateClaims(event) : "")), event.date && event.date !== event.words && /[~?%X/]/.test(event.date) ? h("small", {}, event.date) : null),
      h("div", {}, h("h3", {}, opener), h("p", { class: "gist" }, tellersPill(event), disputedPill(event), factPill(event.factuality), gist(event))));
    if (state.open.has(number)) queueMicrotask(() => toggle(number, box, true));
    return box;
  }
  const dateClaims = (event) => event.claims.filter((claim) => claim.slot === "date").map((claim) => shown(claim.shown)).join(" / ");
  const gist = (event) => h("span", {}, event.type, event.place >= 0 ? [" · ", bdi(label(event.place))] : "");

  function toggle(number, box, force) {
    const opener = box.querySelector("h3 button");
    const open = force ?? opener.getAttribute("aria-expanded") !== "true";
    opener.setAttribute("aria-expanded", open);
    state.open[open ? "add" : "delete"](number);
    box.querySelector(".body")?.remove();
    if (open) box.append(eventBody(number));
    mark(order.indexOf(number), box, false);
  }
  function mark(i, box, focus = true) {
    holder.querySelectorAll(".event.at").forEach((one) => one.classList.remove("at"));
    state.at = i;
    if (!box) return;
    box.classList.add("at");
    if (focus) { box.querySelector("h3 button, a")?.focus({ preventScroll: true }); box.scrollIntoView({ block: "nearest" }); }
  }
  function nodeAt(i) {
    if (state.as === "table") return holder.querySelectorAll("tbody tr")[i];
    return list?.ensure(i)?.querySelector(".event");
  }
  function reveal(number, claim) {
    if (!order.includes(number) || state.as === "table") {
      Object.assign(state, { type: "", account: "", person: "", disputed: false, shared: false, as: "list" });
      node.querySelectorAll("select").forEach((one) => { one.value = one.closest(".bar") ? "" : one.value; });
      node.querySelectorAll(".bar input").forEach((one) => { one.checked = false; });
      show();
    }
    const i = order.indexOf(number), box = nodeAt(i);
    if (!box) return;
    toggle(number, box, true);
    mark(i, box);
    const row = claim ? document.getElementById(`claim-${EVENTS[number].id}.${claim}`) : null;
    (row || box).scrollIntoView({ block: "start" });
    if (row) row.classList.add("lit");
  }
  // On paper every entry of a book of some size stands open, with its sentences.
  let openedForPaper = [];
  addEventListener("beforeprint", () => {
    if (order.length > 300 || state.as === "table" || !node.isConnected) return;
    list?.all();
    openedForPaper = order.filter((number) => !state.open.has(number));
    openedForPaper.forEach((number) => toggle(number, nodeAt(order.indexOf(number)), true));
  });
  addEventListener("afterprint", () => { openedForPaper.forEach((number) => toggle(number, nodeAt(order.indexOf(number)), false)); openedForPaper = []; });
  show();
  return {
    node, reveal, zoom: (factor) => line?.zoom(factor),
    step(by) { const i = Math.min(order.length - 1, Math.max(0, state.at + by)); mark(i, nodeAt(i)); },
    open() { const box = nodeAt(state.at); if (box && state.as === "list") toggle(order[state.at], box); },
    close() { const box = nodeAt(state.at); if (box) toggle(order[state.at], box, false); },
    bracket(by) { line?.zoom(by > 0 ? 1.6 : 1 / 1.6); },
    cite() { if (state.at >= 0) cite(eventCitation(order[state.at])); },
    chosen: () => (state.at >= 0 ? { kind: "event", number: order[state.at] } : null),
  };

  function table(numbers) {
    const head = ["date", "event", "tellers"].map((key) => h("th", { scope: "col" }, t(`chronicle.${key}`)));
    const body = h("tbody");
    const box = h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("chronicle.as_table") }, h("table", { class: "plainly" }, h("thead", {}, h("tr", {}, head, h("th", { scope: "col" }, t("event.place")))), body));
    let next = 0;
    const more = button("", () => add(500));
    function add(n) {
      for (const number of numbers.slice(next, next + n)) {
        const event = EVENTS[number];
        body.append(h("tr", { class: "event-row" }, h("td", {}, when(event) || dateClaims(event)), h("td", {}, h("a", { href: eventHash(number) }, bdi(event.title)), " ", disputedPill(event)),
          h("td", {}, tellersPill(event)), h("td", {}, event.place >= 0 ? entityLink(event.place) : "")));
      }
      next += n;
      more.hidden = next >= numbers.length;
      more.textContent = t("frame.more", { n: Math.min(500, numbers.length - next) });
    }
    add(500);
    return [box, more].reduce((whole, one) => { whole.append(one); return whole; }, h("div"));
  }
}
const eventCitation = (number) => {
  const event = EVENTS[number];
  return { anchor: eventHash(number), title: [when(event), event.title].filter(Boolean).join(": "), spot: event.told[0]?.slice(0, 4), row: event.told[0] ? ROW_OF[event.told[0][0]].get(event.told[0][1]) : undefined };
};
function eventBody(number) {
  const event = EVENTS[number];
  const differences = EVENT_DIFFERENCES.get(number) || [];
  return h("div", { class: "body" },
    h("section", {}, h("h4", {}, t("event.words")), eventEvidence(event), silence(event)),
    event.claims.some((claim) => !said(event, claim.slot)) ? h("section", {}, h("h4", {}, t("event.who_says")), claimsTable(event)) : null,
    differences.length ? h("section", {}, h("h4", {}, t("event.differences")), h("ul", { class: "plainlist" }, differences.map((one) =>
      h("li", {}, kindPill(DISCREPANCIES[one].kind), " ", h("a", { href: differenceHash(one) }, bdi(DISCREPANCIES[one].says)))))) : null,
    event.people.length ? h("section", {}, h("h4", {}, t("event.people")), h("div", { class: "foot-tools" }, event.people.map(([role, entity]) => h("span", {}, entityLink(entity), ` (${role})`)))) : null,
    h("div", { class: "foot-tools", "data-acts": `event:${event.id}` }, citeButton(() => eventCitation(number)),
      h("a", { class: "quiet", href: eventHash(number) }, `#event-${event.id}`), h("span", {}, t("event.confidence", { n: percent(event.confidence) }))));
}
