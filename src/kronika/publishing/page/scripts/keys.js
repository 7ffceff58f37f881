// Keys. Each view answers to step, open, close, bracket and cite.
function helpBox() {
  const line = (keys, words) => [h("dt", {}, keys.map((key) => h("kbd", {}, key))), h("dd", {}, words)];
  modal(t("help.heading"), h("p", { class: "who" }, t("help.about")), h("dl", { class: "keys" },
    line(["j", "k"], t("help.next")), line(["Enter"], t("help.open")), line(["Esc"], t("help.close")), line(["/"], t("help.search")), line(["[", "]"], t("help.step")),
    line(["1", "2", "3", "4", "5"], t("help.views")), line(["l"], t("help.latin")), line(["c"], t("help.cite")), line(["?"], t("help.help")),
    EXTRA_KEYS.map(([keys, words]) => line(keys, words))));
}
const EXTRA_KEYS = [];
const EXTRA_ACTS = {};

function listenToKeys(app) {
  const acts = {
    j: () => app.view().step(1), k: () => app.view().step(-1), "/": () => app.search.input.focus(), "?": helpBox,
    "[": () => app.view().bracket(-1), "]": () => app.view().bracket(1), l: app.latin, c: () => app.view().cite(),
    Escape: () => { app.search.hide(); app.view().close(); },
  };
  Object.keys(VIEWS).forEach((name, i) => { acts[String(i + 1)] = () => { location.hash = `#${name}`; }; });
  document.addEventListener("keydown", (event) => {
    if (document.querySelector("dialog[open]")) return;
    const field = event.target.closest?.("input:not([type=checkbox]), textarea, select");
    if (field || event.altKey) return;
    if (EXTRA_ACTS[`${event.ctrlKey || event.metaKey ? "Ctrl+" : ""}${event.key}`]) { event.preventDefault(); EXTRA_ACTS[`${event.ctrlKey || event.metaKey ? "Ctrl+" : ""}${event.key}`](); return; }
    if (event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter" && !event.target.closest?.("a, button, summary, [role=button]")) { app.view().open(); return; }
    if (acts[event.key]) { event.preventDefault(); acts[event.key](); }
  });
}
