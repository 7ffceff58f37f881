// The frame of the page, and the way from an address to a view.
const VIEWS = { chronicle: chronicleView, synopsis: synopsisView, people: peopleView, discrepancies: discrepanciesView, accounts: accountsView };

function start() {
  const made = {};
  let current = "chronicle";
  const search = searchBox();
  const counts = { chronicle: EVENTS.length, synopsis: ROWS.length, people: ENTITIES.length, discrepancies: DISCREPANCIES.length, accounts: SOURCES.length };
  const tabs = h("nav", { class: "views", "aria-label": t("frame.views") }, Object.keys(VIEWS).map((name) =>
    h("a", { href: `#${name}`, "data-view": name }, t(`views.${name}`), h("span", { class: "tally" }, counts[name]))));
  const main = h("main", { id: "main" });
  const languages = new Set(SOURCES.map((source) => source.lang)).size;
  const app = { view: () => made[current], search, latin: () => latinButton.click() };
  const latinButton = button("A", () => latinButton.setAttribute("aria-pressed", document.documentElement.classList.toggle("latin-on")), { class: "button round", title: t("frame.latin"), "aria-label": t("frame.latin"), "aria-pressed": "false" });
  const tools = h("div", { class: "tools" }, search.box, Object.keys(BOOK.latin).length ? latinButton : null,
    button("◐", theme, { class: "button round", title: t("frame.theme"), "aria-label": t("frame.theme") }), button("?", helpBox, { class: "button round", title: t("frame.help"), "aria-label": t("frame.help") }));
  document.getElementById("page").replaceChildren(
    h("a", { class: "skip", href: "#main", onclick: (event) => { event.preventDefault(); made[current].node.querySelector("h2").focus(); } }, t("frame.skip")),
    h("header", { class: "head" }, h("div", { class: "head-inner" }, h("h1", {}, h("a", { href: "#chronicle" }, bdi(BOOK.book.title))), tools, tabs, search.results)), main,
    h("footer", { class: "foot" }, h("span", {}, t("frame.made", { accounts: SOURCES.length, languages, events: EVENTS.length })), h("span", {}, t("frame.version", BOOK.book))));

  function theme() {
    const dark = getComputedStyle(document.documentElement).colorScheme === "dark" || (!document.documentElement.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);
    document.documentElement.dataset.theme = dark ? "light" : "dark";
  }
  function go(name) {
    current = name;
    made[name] = made[name] || VIEWS[name]();
    tabs.querySelectorAll("a").forEach((one) => (one.dataset.view === name ? one.setAttribute("aria-current", "page") : one.removeAttribute("aria-current")));
    tabs.querySelector("[aria-current]").scrollIntoView({ block: "nearest", inline: "nearest" });
    main.classList.toggle("wide", name === "synopsis");
    if (main.firstChild !== made[name].node) { main.replaceChildren(made[name].node); scrollTo(0, app.places?.[name] || 0); }
    document.dispatchEvent(new CustomEvent("view", { detail: name }));
    return made[name];
  }
  function route() {
    let address = location.hash.slice(1);
    try { address = decodeURIComponent(address); } catch { /* an address that was cut: read it as it stands */ }
    const [, kind, id] = /^([a-z]+)-([^]+)$/.exec(address) || [];
    if (VIEWS[address]) { go(address); return; }
    const ends = {
      event: () => EVENT_AT.has(id) && go("chronicle").reveal(EVENT_AT.get(id)),
      claim: () => { const [, event, n] = /^([^]+)\.(\d+)$/.exec(id) || []; return EVENT_AT.has(event) && go("chronicle").reveal(EVENT_AT.get(event), n); },
      entity: () => ENTITY_AT.has(id) && go("people").reveal(ENTITY_AT.get(id)),
      discrepancy: () => DISCREPANCY_AT.has(id) && go("discrepancies").reveal(DISCREPANCY_AT.get(id)),
      account: () => ACCOUNT_AT.has(id) && go("accounts").reveal(ACCOUNT_AT.get(id)),
      passage: () => ROWS[Number(id) - 1] && go("synopsis").reveal(Number(id) - 1),
    };
    if (!kind || !ends[kind] || ends[kind]() === false) go(VIEWS[current] ? current : "chronicle");
  }
  app.places = {};
  addEventListener("hashchange", () => { app.places[current] = scrollY; route(); });
  listenToKeys(app);
  route();
  return app;
}
const APP = start();
