// The desk: decisions go to the server, which alone writes; what they change is shown when the book is next drawn.
const DESK = BOOK.desk;
const TARGETS = { event: [EVENTS, EVENT_AT, (one) => one.title], entity: [ENTITIES, ENTITY_AT, (one) => one.label], discrepancy: [DISCREPANCIES, DISCREPANCY_AT, (one) => one.says] };
const SMALL = 600; // events: up to here the page is drawn anew by itself after a decision that changes the book
const CHANGES = new Set(["reject", "edit", "merge", "split", "different", "not_comparable"]);
const bar = h("div", { class: "desk-bar", role: "status", "aria-live": "polite" });
const author = () => localStorage.getItem("kronika-author") || "";

async function send(path, body) {
  let answer;
  try {
    const reply = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ author: author(), ...body }) });
    answer = reply.headers.get("content-type")?.includes("json") ? await reply.json() : { error: await reply.text() };
  } catch { answer = { error: t("desk.unreachable") }; }
  if (answer.error) { say(answer.error, "warn"); return null; }
  Object.assign(DESK, { version: answer.version, journal: answer.journal });
  if (answer.warnings.length) say(answer.warnings.join(" · "), "warn");
  return answer;
}
async function decide(kind, target, things, more = {}) {
  const acts = more.each ? things.map((id) => ({ kind, target, things: [id], note: more.note || "" })) : [{ kind, target, things, ...more }];
  const done = await send("/acts", { acts, version: DESK.version });
  if (!done) return;
  if (!done.warnings.length) say(t("desk.done", { what: t(`acts.${kind}`), n: acts.length }), "good", true);
  refresh(CHANGES.has(kind));
}
async function turn(kind, of = null) {
  const done = await send(`/${kind}`, { of });
  if (!done) return;
  if (!done.warnings.length) say(t(`desk.${kind}ne`), "good");
  refresh(true);
}
function refresh(changed) {
  stampAll();
  if (!changed) return;
  if (EVENTS.length <= SMALL) redraw(); else stale(t("desk.changed"));
}
function redraw() {
  sessionStorage.setItem("kronika-place", JSON.stringify([location.hash, scrollY, bar.dataset.said || "", bar.className]));
  location.reload();
}
function say(words, tone = "", undoable = false) {
  bar.className = `desk-bar ${tone}`;
  bar.dataset.said = words;
  bar.replaceChildren(h("span", {}, words), undoable ? button(t("desk.undo"), () => turn("undo")) : null, h("button", { type: "button", class: "quiet", onclick: () => bar.replaceChildren() }, t("frame.close")));
}
function stale(words) {
  bar.className = "desk-bar";
  bar.replaceChildren(h("span", {}, words), button(t("desk.redraw"), redraw));
}

// What holds of a thing: the last decision on it that was not taken back.
const decisionsOn = (target, id) => DESK.journal.filter((one) => one.holds && one.target === target && one.ids.includes(id));
function stamp(box) {
  const [, target, id] = /^([a-z]+):([^]*)$/.exec(box.dataset.acts);
  box.querySelector(".stamp")?.remove();
  const last = decisionsOn(target, id).at(-1);
  if (last) box.prepend(h("span", { class: `stamp pill ${last.kind}`, title: [last.author, last.time, last.note].filter(Boolean).join(" · ") }, t(`acts.${last.kind}_done`)));
}
const stampAll = () => document.querySelectorAll("[data-acts]").forEach(stamp);

function acts(target, id) {
  const thing = TARGETS[target][0][TARGETS[target][1].get(id)];
  const one = (kind) => button(t(`acts.${kind}`), () => decide(kind, target, [id]), { class: `button act ${kind}` });
  const made = [one("accept"), one("reject"), one("unsure")];
  if (target === "discrepancy") {
    made.push(one("not_comparable"));
    const alike = alikeOf(thing);
    if (alike.length > 1) made.push(button(t("desk.alike", { n: alike.length }), () => allAlike(alike)));
  } else {
    made.push(button(t("acts.edit"), () => editBox(target, thing)), button(t("acts.merge"), () => mergeBox(target, thing)));
    if ((target === "entity" ? thing.mentions : thing.told).length > 1) made.push(button(t("acts.split"), () => splitBox(target, thing)));
  }
  made.push(button(t("acts.note"), () => noteBox(target, id)));
  return h("span", { class: "acts", role: "group", "aria-label": t("desk.acts") }, made);
}
const alikeOf = (one) => DISCREPANCIES.filter((other) => other.kind === one.kind && other.relation === one.relation && other.values[0] === one.values[0] && other.values[1] === one.values[1]).map((other) => other.id);
function allAlike(alike) {
  const box = modal(t("desk.alike", { n: alike.length }), h("p", {}, t("desk.alike_hint")), h("div", { class: "acts" },
    ["accept", "reject", "unsure", "not_comparable"].map((kind) => button(t(`acts.${kind}`), () => { box.close(); decide(kind, "discrepancy", alike, { each: true }); }))));
}
function decorate() {
  document.querySelectorAll("[data-acts]:not([data-ready])").forEach((box) => {
    box.dataset.ready = "1";
    const [, target, id] = /^([a-z]+):([^]*)$/.exec(box.dataset.acts);
    box.append(acts(target, id));
    stamp(box);
  });
}

const field = (words, input) => h("label", { class: "field" }, h("span", {}, words), input);
function editBox(target, thing) {
  const slots = target === "event" ? ["date", "title", "type", "place", "factuality", "after", "before"] : ["name", "kind", "country", "identifier"];
  const current = { date: thing.date, title: thing.title, type: thing.type, place: thing.place >= 0 ? label(thing.place) : "", factuality: thing.factuality || "asserted", name: thing.label, kind: thing.kind, country: thing.country };
  const slot = h("select", { onchange: () => { value.value = current[slot.value] ?? ""; } }, slots.map((one) => h("option", { value: one }, t(`slots.${one}`))));
  const value = h("input", { type: "text", value: current[slots[0]] ?? "" });
  const note = h("input", { type: "text" });
  const box = modal(t("acts.edit"), h("form", { onsubmit: (event) => { event.preventDefault(); box.close(); decide("edit", target, [thing.id], { slot: slot.value, value: value.value, note: note.value }); } },
    field(t("desk.slot"), slot), field(t("event.value"), value), field(t("acts.note"), note), h("p", { class: "who" }, t("desk.edit_hint")), h("button", { class: "button", type: "submit" }, t("acts.edit"))));
  value.focus();
}
function mergeBox(target, thing) {
  const [all, , name] = TARGETS[target];
  const others = all.filter((one) => one !== thing);
  const list = h("div", { class: "picklist", role: "group" });
  const look = h("input", { type: "search", "aria-label": t("frame.search"), placeholder: t("frame.search") });
  const draw = () => {
    const wanted = folded(look.value);
    list.replaceChildren(...others.filter((one) => folded(`${name(one)} ${Object.values(one.names || {}).flat().join(" ")}`).includes(wanted)).slice(0, 40).map((one) =>
      h("div", { class: "pick" }, h("span", {}, bdi(name(one)), " ", h("small", {}, one.kind || one.words || "")),
        button(t("acts.merge"), () => { box.close(); decide("merge", target, [thing.id, one.id]); }), button(t("acts.different"), () => { box.close(); decide("different", target, [thing.id, one.id]); }))));
  };
  look.addEventListener("input", draw);
  const box = modal(t("desk.merge_with", { what: name(thing) }), look, list);
  draw();
  look.focus();
}
function splitBox(target, thing) {
  const spots = target === "entity" ? thing.mentions : thing.told.map((one) => one.slice(0, 4));
  const ticks = spots.map((spot) => ({ spot, box: h("input", { type: "checkbox" }) }));
  const box = modal(t("desk.split", { what: TARGETS[target][2](thing) }), h("p", { class: "who" }, t("desk.split_hint")),
    h("div", { class: "picklist" }, ticks.map(({ spot, box: tickBox }) => h("label", { class: "pick" }, tickBox, h("span", {}, teller(spot[0]), quote(spot))))),
    button(t("acts.split"), () => { const part = ticks.filter((one) => one.box.checked).map((one) => one.spot); box.close(); if (part.length) decide("split", target, [thing.id], { parts: [part] }); }));
}
function noteBox(target, id) {
  const note = h("textarea", { rows: 3 });
  const box = modal(t("acts.note"), field(t("acts.note"), note), h("p", { class: "who" }, t("desk.note_hint")), h("div", { class: "acts" },
    ["unsure", "accept", "reject"].map((kind) => button(t(`acts.${kind}`), () => { box.close(); decide(kind, target, [id], { note: note.value }); }))));
  note.focus();
}
function journalBox() {
  const name = h("input", { type: "text", value: author(), onchange: () => localStorage.setItem("kronika-author", name.value) });
  const box = modal(t("desk.journal"), field(t("desk.author"), name), DESK.journal.length ? h("ol", { class: "journal", reversed: true }, [...DESK.journal].reverse().map((one) =>
    h("li", { class: one.holds ? "" : "taken-back" }, h("span", {}, h("b", {}, t(`acts.${one.kind}_done`)), " ", bdi(one.words), one.slot ? ` ${one.slot} → ${one.value}` : "", one.note ? [" – ", bdi(one.note)] : "",
      h("small", {}, [one.author, one.time, one.warning].filter(Boolean).join(" · "))),
    button(t(one.holds ? "desk.undo" : "desk.redo"), () => { box.close(); turn(one.holds ? "undo" : "redo", one.id); }))))
    : h("p", {}, t("desk.nothing_yet")));
}

function chosenThing() {
  const chosen = APP.view().chosen();
  return chosen ? [chosen.kind, TARGETS[chosen.kind][0][chosen.number]] : null;
}
const onChosen = (act) => () => { const found = chosenThing(); if (found) act(...found); else say(t("desk.choose_first")); };
for (const [key, kind] of [["x", "accept"], ["n", "reject"], ["u", "unsure"]]) EXTRA_ACTS[key] = onChosen((target, thing) => decide(kind, target, [thing.id]));
Object.assign(EXTRA_ACTS, {
  e: onChosen((target, thing) => target !== "discrepancy" && editBox(target, thing)), m: onChosen((target, thing) => target !== "discrepancy" && mergeBox(target, thing)),
  s: onChosen((target, thing) => target !== "discrepancy" && splitBox(target, thing)), o: onChosen((target, thing) => noteBox(target, thing.id)),
  a: onChosen((target, thing) => target === "discrepancy" && allAlike(alikeOf(thing))),
  z: () => turn("undo"), Z: () => turn("redo"), "Ctrl+z": () => turn("undo"), "Ctrl+Z": () => turn("redo"), h: journalBox, r: redraw,
});
EXTRA_KEYS.push([["x", "n", "u"], t("desk.key_judge")], [["a"], t("desk.key_alike")], [["e", "m", "s", "o"], t("desk.key_change")], [["z", "Z"], t("desk.key_undo")], [["h"], t("desk.journal")], [["r"], t("desk.redraw")]);

// A thing that was merged or split has another address now: the last decision knows it.
function followMerged() {
  const [, kind, id] = /^#([a-z]+)-([^]+)$/.exec(decodeURIComponent(location.hash)) || [];
  const last = DESK.journal.filter((one) => one.holds && one.ids.length).at(-1);
  if (TARGETS[kind] && !TARGETS[kind][1].has(id) && last && TARGETS[last.target][1].has(last.ids[0])) location.hash = hash(last.target, last.ids[0]);
}
function openDesk() {
  document.querySelector(".tools").prepend(button(t("desk.journal"), journalBox, { class: "button" }));
  document.body.append(bar);
  new MutationObserver(decorate).observe(document.getElementById("page"), { childList: true, subtree: true });
  decorate();
  const place = JSON.parse(sessionStorage.getItem("kronika-place") || "null");
  sessionStorage.removeItem("kronika-place");
  if (place) followMerged();
  if (place && place[0] === location.hash) { scrollTo(0, place[1]); if (place[2]) say(place[2], place[3].replace("desk-bar", "").trim(), true); }
  // Another browser may decide too: ask now and then how far the journal is.
  setInterval(async () => {
    if (document.hidden) return;
    try {
      const { version } = await (await fetch("/state")).json();
      if (version > DESK.version) { stale(t("desk.others", { n: version - DESK.version })); }
    } catch { /* the desk was closed: the page goes on as a reader */ }
  }, 4000);
}
openDesk();
