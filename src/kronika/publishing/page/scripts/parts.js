// Parts that several views show: pills, claims, evidence, a filter's list of values.
const tellersPill = (event) => h("span", {}, event.tellers.length === 1 ? t("chronicle.one_account") : t("chronicle.accounts", { n: event.tellers.length }),
  event.tellers.length > 1 && event.voices ? `, ${event.voices === 1 ? t("chronicle.one_voice") : t("chronicle.voices", { n: event.voices })}` : "");
const disputedPill = (event) => event.disputed && h("span", { class: "pill disputed" }, t("chronicle.disputed_mark"));
const factPill = (factuality) => factuality && factuality !== "asserted" && h("span", { class: "pill" }, t(`factuality.${factuality}`));
const kindPill = (kind) => h("span", { class: `pill kind k-${kind}` }, t(`kinds.${kind}`));
const entityLink = (number) => h("a", { href: entityHash(number), "data-k": `n${number}` }, bdi(label(number)));
const valueShown = (value) => (typeof value === "number" ? entityLink(value) : bdi(value));
const percent = (share) => Math.round(share * 100);

function whyList(reasons, words) {
  if (!reasons.length) return null;
  return h("details", { class: "why" }, h("summary", {}, words), h("ul", {}, reasons.map((one) => h("li", {}, bdi(one)))));
}

// What the entry's heading says already, and nobody disputes.
function said(event, slot) {
  const values = event.claims.filter((claim) => claim.slot === slot).map((claim) => claim.value);
  return (slot === "type" || slot === "factuality") && values.length === 1 && (slot === "type" || values[0] === "asserted");
}
function claimsTable(event) {
  const slots = [...new Set(event.claims.map((claim) => claim.slot))].filter((slot) => !said(event, slot));
  const rows = slots.flatMap((slot) => {
    const claims = event.claims.filter((claim) => claim.slot === slot).sort((a, b) => b.voices - a.voices);
    const tie = claims.length > 1 && claims[0].voices === claims[1].voices && slot === "date" && event.disputed;
    return claims.map((claim, i) => h("tr", { id: `claim-${event.id}.${event.claims.indexOf(claim) + 1}` },
      i === 0 ? h("th", { scope: "rowgroup", rowspan: claims.length }, slot, tie && h("div", { class: "tag" }, t("chronicle.tie"))) : null,
      h("td", {}, valueShown(claim.shown)),
      h("td", {}, claim.by.map((account, k) => [k ? ", " : "", bdi(SOURCES[account].title)])),
      h("td", {}, claim.voices),
      h("td", {}, citeButton(() => ({ anchor: `#claim-${encodeURIComponent(event.id)}.${event.claims.indexOf(claim) + 1}`,
        title: `${event.title}: ${slot}: ${shown(claim.shown)}`, spot: claim.at[0] })))));
  });
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("event.who_says") },
    h("table", { class: "plainly" }, h("thead", {}, h("tr", {}, ["slot", "value", "accounts", "independent"].map((one) => h("th", { scope: "col" }, t(`event.${one}`))), h("td", {}))),
      h("tbody", {}, rows)));
}

// The sentences of every account that tells an event, side by side; one quotation for each sentence.
function eventEvidence(event) {
  const byAccount = new Map();
  for (const [account, number, start, end, factuality, date, why] of event.told) {
    const sentences = byAccount.get(account) || byAccount.set(account, new Map()).get(account);
    const one = sentences.get(number) || sentences.set(number, { hits: [], factuality, why: [] }).get(number);
    one.hits.push([start, end]);
    one.why.push(...why);
  }
  return h("ul", { class: "evidence" }, [...byAccount].map(([account, sentences]) => h("li", {}, teller(account),
    [...sentences].map(([number, one]) => [
      passage(account, [number], { plain: true, hits: one.hits, class: "clipped" }),
      h("div", { class: "foot-tools" }, factPill(one.factuality), contextLink(account, number), whyList([...new Set(one.why)], t("event.why")))]))));
}
function silence(event) {
  if (!event.silent.length) return null;
  return h("p", { class: "who" }, t("event.silent"), event.silent.map((account) => bdi(SOURCES[account].title)));
}
// Evidence by account, a few at a time.
function evidenceList(spots, first = 6) {
  const list = h("ul", { class: "evidence" });
  const seen = new Set();
  const unique = spots.filter(([account, number]) => !seen.has(`${account}.${number}`) && seen.add(`${account}.${number}`));
  const hitsOf = (account, number) => spots.filter((one) => one[0] === account && one[1] === number).map((one) => [one[2], one[3]]);
  let next = 0;
  const more = button("", () => { add(40); });
  function add(count) {
    for (const [account, number] of unique.slice(next, next + count)) {
      list.append(h("li", {}, teller(account), passage(account, [number], { plain: true, hits: hitsOf(account, number), class: "clipped" }), contextLink(account, number)));
    }
    next += count;
    more.hidden = next >= unique.length;
    more.textContent = t("frame.more", { n: Math.min(40, unique.length - next) });
  }
  add(first);
  return [list, h("p", {}, more)];
}
const tally = (values) => {
  const counts = new Map();
  values.forEach((value) => counts.set(value, (counts.get(value) || 0) + 1));
  return [...counts].sort((a, b) => b[1] - a[1] || String(a[0]).localeCompare(String(b[0])));
};
