// The synopsis: chosen accounts in columns, aligned rows, marks, differences by kind, and a bar of the whole work.
const KINDS = Object.keys(STRINGS.kinds);

function synopsisView() {
  const fit = Math.max(1, Math.min(SOURCES.length, Math.floor((innerWidth - 80) / 330)));
  const state = { columns: SOURCES.map((_, i) => i).slice(0, Math.max(Math.min(2, SOURCES.length), fit)), kinds: new Set(KINDS), only: false, linked: true, at: -1, events: false };
  const head = h("div", { class: "grid-head" });
  const rowsBox = h("div", { class: "rows" });
  const overview = h("div", { class: "overview" });
  const body = h("div", { class: "synopsis" }, h("div", {}, head, rowsBox), overview);
  const count = h("span", { class: "count", role: "status" });
  let list = null, order = [];
  const toggles = [["n", "names"], ["d", "dates"], ["q", "quantities"]].map(([kind, words]) =>
    button(t(`synopsis.${words}`), (event) => press(event.target, (on) => body.classList.toggle(`hide-${kind}`, !on)), { "aria-pressed": "true", class: `button k-${{ n: "name", d: "date", q: "number" }[kind]}` }));
  toggles.push(button(t("synopsis.events"), (event) => press(event.target, (on) => { state.events = on; show(); }), { "aria-pressed": "false" }));
  const present = KINDS.filter((kind) => DISCREPANCIES.some((one) => one.kind === kind));
  const filters = present.map((kind) => h("button", { type: "button", class: `button k-${kind}`, "aria-pressed": "true",
    onclick: (event) => press(event.currentTarget, (on) => { state.kinds[on ? "add" : "delete"](kind); show(); }) },
    h("span", { class: "dot", "aria-hidden": "true" }), `${t(`kinds.${kind}`)} ${DISCREPANCIES.filter((one) => one.kind === kind).length}`));
  const node = h("section", { class: "view", "aria-labelledby": "synopsis-heading" },
    h("h2", { id: "synopsis-heading", tabindex: "-1" }, t("synopsis.heading")), h("p", { class: "intro" }, t("synopsis.intro")),
    h("div", { class: "legend", role: "group", "aria-label": t("synopsis.legend") }, h("span", { class: "lead" }, t("synopsis.legend")), toggles,
      present.length ? [h("span", { class: "lead" }, t("synopsis.differences")), filters] : null),
    h("div", { class: "bar" }, present.length ? tick(t("synopsis.only_differences"), false, (on) => { state.only = on; show(); }) : null,
      tick(t("synopsis.linked"), true, (on) => { state.linked = on; show(); }, { title: t("synopsis.linked_hint") }), count), body);
  lightPartners(rowsBox);

  function press(node, act) {
    const on = node.getAttribute("aria-pressed") !== "true";
    node.setAttribute("aria-pressed", on);
    act(on);
  }
  const differencesIn = (row) => (ROW_DIFFERENCES.get(row) || []).filter((one) => state.kinds.has(DISCREPANCIES[one].kind) && inColumns(DISCREPANCIES[one]));
  const inColumns = (one) => [one.left, one.right].every((side) => !side || state.columns.includes(side[0]));

  function heads() {
    head.style.setProperty("--columns", state.columns.length);
    head.replaceChildren(h("span", { class: "foot-tools" }, state.columns.length < SOURCES.length
      ? button("+", () => { state.columns.push(SOURCES.findIndex((_, i) => !state.columns.includes(i))); show(); }, { class: "button round", "aria-label": t("synopsis.add"), title: t("synopsis.add") }) : null),
    ...state.columns.map((account, place) => h("div", { class: "head-cell" },
      h("select", { "aria-label": t("synopsis.column", { n: place + 1 }), onchange: (event) => { choose(place, Number(event.target.value)); } },
        SOURCES.map((source, i) => h("option", { value: i, selected: i === account }, `${source.title} (${source.lang})`))),
      state.columns.length > 1 ? h("button", { type: "button", class: "quiet", "aria-label": t("synopsis.remove", { n: place + 1 }), onclick: () => { state.columns.splice(place, 1); show(); } }, "×") : null)));
  }
  function choose(place, account) {
    const other = state.columns.indexOf(account);
    if (other >= 0) state.columns[other] = state.columns[place];
    state.columns[place] = account;
    show();
    head.querySelectorAll("select")[place]?.focus();
  }
  function show() {
    heads();
    list?.stop();
    list = null;
    state.at = -1;
    rowsBox.replaceChildren();
    order = ROWS.map((_, i) => i).filter((row) => state.columns.some((account) => ROWS[row].s[account].length) && (!state.only || differencesIn(row).length));
    count.textContent = t("synopsis.rows", { n: order.length, all: ROWS.length });
    rowsBox.style.setProperty("--columns", state.columns.length);
    if (state.linked) list = chunked(rowsBox, order, rowNode, 30, 96);
    else rowsBox.append(apart());
    drawOverview();
  }
  const options = () => ({ differences: true, events: state.events });
  function rowNode(row) {
    const own = differencesIn(row);
    const kinds = new Set(own.map((one) => DISCREPANCIES[one].kind));
    return h("div", { class: "row", id: `passage-${row + 1}`, "data-row": row, role: "group", "aria-label": t("synopsis.row", { n: row + 1 }) },
      h("a", { class: "no", href: passageHash(row) }, row + 1, h("span", { class: "dots" }, [...kinds].map((kind) => h("span", { class: `dot k-${kind}`, title: t(`kinds.${kind}`) })))),
      state.columns.map((account) => cell(row, account)),
      own.length ? h("div", { class: "notes" }, alikeIn(own).slice(0, 8).map(([words, those]) => h("a", { class: `k-${DISCREPANCIES[those[0]].kind}`, href: differenceHash(those[0]), title: those.map((one) => DISCREPANCIES[one].says).join("\n"), "data-k": those.map((one) => `x${one}`).join(" ") }, words, those.length > 1 ? ` (${those.length})` : ""))) : null);
  }
  function cell(row, account) {
    const sentences = ROWS[row].s[account];
    if (!sentences.length) return h("div", { class: "cell gap" }, h("span", {}, t("synopsis.gap")));
    const moved = (ROWS[row].m || []).includes(account);
    return h("div", { class: `cell ${SOURCES[account].kinds[sentences[0]] === "heading" ? "wide-heading" : ""}` },
      moved && h("span", { class: "moved", title: t("synopsis.moved_hint") }, `⇅ ${t("synopsis.moved")}`), passage(account, sentences, { ...options(), class: "clipped" }));
  }
  // Each account by itself, in its own order; choosing a sentence brings its partners into view.
  function apart() {
    const box = h("div", { class: "apart" });
    const jump = (row) => box.querySelectorAll(`[data-row="${row}"]`).forEach((one) => { one.scrollIntoView({ block: "center" }); one.classList.add("lit"); setTimeout(() => one.classList.remove("lit"), 1600); });
    for (const account of state.columns) {
      const source = SOURCES[account];
      const column = h("div", { tabindex: "0", role: "region", "aria-label": source.title });
      const byOrder = allWords()[account].map((_, number) => number);
      chunked(column, byOrder, (number) => {
        const row = ROW_OF[account].get(number);
        const one = passage(account, [number], options());
        one.dataset.row = row ?? "";
        one.addEventListener("click", (event) => { if (!event.target.closest("a")) jump(row); });
        return one;
      }, 60, 70);
      box.append(column);
    }
    return box;
  }
  function drawOverview() {
    const total = order.length || 1;
    const bar = s("svg", { viewBox: `0 0 10 ${total}`, preserveAspectRatio: "none", role: "img", "aria-label": t("synopsis.overview"),
      onclick: (event) => { const box = bar.getBoundingClientRect(); goTo(Math.floor(((event.clientY - box.top) / box.height) * total)); } });
    order.forEach((row, i) => {
      const gaps = state.columns.filter((account) => !ROWS[row].s[account].length).length;
      const own = differencesIn(row);
      const worst = own.map((one) => DISCREPANCIES[one]).sort((a, b) => b.severity - a.severity)[0];
      const colour = worst ? `var(--${worst.kind})` : (ROWS[row].m || []).length ? "var(--role)" : "var(--rule)";
      const mark = s("rect", { x: worst ? 0 : 2, y: i, width: worst ? 10 : 8 * (1 - gaps / (state.columns.length + 0.01)), height: 1 });
      mark.style.fill = colour;
      bar.append(mark);
    });
    overview.replaceChildren(bar);
  }
  function goTo(i, focus = true) {
    if (!order.length) return;
    state.at = Math.min(order.length - 1, Math.max(0, i));
    const row = list?.ensure(state.at);
    rowsBox.querySelectorAll(".row.at").forEach((one) => one.classList.remove("at"));
    if (!row) { rowsBox.querySelector(`[data-row="${order[state.at]}"]`)?.scrollIntoView({ block: "center" }); return; }
    row.classList.add("at");
    row.scrollIntoView({ block: focus === "start" ? "start" : "nearest" });
    row.querySelector("a.no").focus({ preventScroll: true });
  }
  show();
  return {
    node,
    reveal(row) {
      const tells = ROWS[row].s.map((one, account) => (one.length ? account : -1)).filter((account) => account >= 0);
      if (!tells.some((account) => state.columns.includes(account)) && tells.length) { state.columns[0] = tells[0]; show(); }
      if (!order.includes(row)) { state.only = false; node.querySelectorAll(".bar input")[0].checked = false; show(); }
      goTo(order.indexOf(row), "start");
    },
    step: (by) => goTo(state.at + by),
    open() { const first = differencesIn(order[state.at])[0]; if (first !== undefined) location.hash = differenceHash(first); },
    close() { rowsBox.querySelectorAll(".row.at").forEach((one) => one.classList.remove("at")); },
    bracket(by) { const n = SOURCES.length; state.columns = state.columns.map((account) => (account + by + n) % n); show(); },
    cite() {
      const row = order[state.at];
      if (row === undefined) return;
      const account = state.columns.find((one) => ROWS[row].s[one].length), number = ROWS[row].s[account][0];
      cite({ anchor: passageHash(row), title: t("synopsis.row", { n: row + 1 }), spot: [account, number, 0, allWords()[account][number].length], row });
    },
    chosen: () => null,
  };
}
// Differences of one row, those with the same two values together.
function alikeIn(numbers) {
  const groups = new Map();
  for (const number of numbers) {
    const one = DISCREPANCIES[number];
    const key = [one.kind, one.relation, ...one.values.map(String).sort()].join("|");
    at(groups, key).push(number);
  }
  return [...groups.values()].map((those) => [`${t(`kinds.${DISCREPANCIES[those[0]].kind}`)}: ${valuesOf(DISCREPANCIES[those[0]])}`, those]);
}
const valuesOf = (one) => one.values.filter(Boolean).join(one.relation === "contradicts" ? " ≠ " : " · ") || t(`relations.${one.relation}`);
