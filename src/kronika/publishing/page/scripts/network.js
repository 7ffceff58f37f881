// The network of people and organizations. Places are found by the same steps every time (Fruchterman and Reingold 1991).
function ties() {
  const found = new Map();
  const key = (a, b) => (a < b ? `${a}.${b}` : `${b}.${a}`);
  const tie = (a, b) => { const k = key(a, b); if (!found.has(k)) found.set(k, { a: Math.min(a, b), b: Math.max(a, b), stated: [], events: [] }); return found.get(k); };
  const member = (i) => ["person", "organization", "group"].includes(ENTITIES[i]?.kind);
  ENTITIES.forEach((entity, i) => entity.relations.forEach(([type, target, spots]) => { if (typeof target === "number" && target !== i && member(i) && member(target)) tie(i, target).stated.push([i, type, target, spots]); }));
  EVENTS.forEach((event, number) => {
    const who = [...new Set(event.people.map(([, entity]) => entity))].filter(member).slice(0, 8);
    who.forEach((a, i) => who.slice(i + 1).forEach((b) => tie(a, b).events.push(number)));
  });
  return [...found.values()];
}
function network() {
  const all = ties();
  const weight = new Map();
  all.forEach((one) => [one.a, one.b].forEach((i) => weight.set(i, (weight.get(i) || 0) + 2 * one.stated.length + one.events.length)));
  const shownOnes = [...weight].sort((x, y) => y[1] - x[1] || x[0] - y[0]).slice(0, 70).map(([i]) => i);
  const index = new Map(shownOnes.map((i, n) => [i, n]));
  const edges = all.filter((one) => index.has(one.a) && index.has(one.b));
  if (!edges.length) return h("p", {}, t("people.nobody"));
  const wide = 1000, high = Math.min(640, 240 + 30 * shownOnes.length);
  const points = settle(shownOnes.length, edges.map((one) => [index.get(one.a), index.get(one.b), one.stated.length * 2 + Math.min(6, one.events.length)]), wide, high);
  const detail = h("div", { class: "entity", "aria-live": "polite" });
  const line = (one) => {
    const [p, q] = [points[index.get(one.a)], points[index.get(one.b)]];
    const at = { x1: p[0], y1: p[1], x2: q[0], y2: q[1] };
    return s("a", { href: "#people", role: "button", "aria-label": `${label(one.a)} – ${label(one.b)}`, onclick: (event) => { event.preventDefault(); detail.replaceChildren(...tieDetail(one)); detail.scrollIntoView({ block: "nearest" }); } },
      s("line", { class: "hitline", ...at }), s("line", { class: `tie ${one.stated.length ? "stated" : ""}`, ...at, "stroke-width": Math.min(7, 1 + one.stated.length + one.events.length * 0.4) }));
  };
  const dot = (i) => {
    const [x, y] = points[index.get(i)];
    const r = 5 + Math.min(11, Math.sqrt(weight.get(i)) * 1.3);
    return s("a", { href: entityHash(i) }, s("circle", { class: ENTITIES[i].kind, cx: x, cy: y, r }), s("text", { x, y: y + r + 13, "text-anchor": "middle" }, label(i).length > 26 ? `${label(i).slice(0, 24)}…` : label(i)));
  };
  return h("div", {}, h("p", { class: "intro" }, t("people.network_intro")),
    h("div", { class: "drawing sheet" }, s("svg", { viewBox: `0 0 ${wide} ${high}`, role: "group", "aria-label": t("people.network_label", { n: shownOnes.length }) }, edges.map(line), shownOnes.map(dot))), detail);
}
function tieDetail(one) {
  return [h("h3", {}, entityLink(one.a), " – ", entityLink(one.b)),
    one.stated.map(([from, type, to, spots]) => h("section", {}, h("h4", {}, bdi(label(from)), `: ${type}: `, bdi(label(to))), evidenceList(spots, 4))),
    one.events.length ? h("section", {}, h("h4", {}, one.events.length === 1 ? t("people.together_one") : t("people.together", { n: one.events.length })), lifeLine(one.events.map((event) => [event, []]))) : null].flat().filter(Boolean);
}
function settle(count, edges, wide, high) {
  const turn = Math.PI * (3 - Math.sqrt(5));
  const points = Array.from({ length: count }, (_, i) => [wide / 2 + Math.sqrt(i / count) * wide * 0.4 * Math.cos(i * turn), high / 2 + Math.sqrt(i / count) * high * 0.4 * Math.sin(i * turn)]);
  const ideal = Math.sqrt((wide * high) / Math.max(count, 1)) * 0.75;
  for (let round = 0; round < 260; round += 1) {
    const heat = (wide / 12) * (1 - round / 260);
    const move = points.map(() => [0, 0]);
    for (let i = 0; i < count; i += 1) for (let j = i + 1; j < count; j += 1) {
      const dx = points[i][0] - points[j][0], dy = (points[i][1] - points[j][1]) * 1.25, far = Math.max(8, Math.hypot(dx, dy)), push = (ideal * ideal) / far;
      move[i][0] += (dx / far) * push; move[i][1] += (dy / far) * push; move[j][0] -= (dx / far) * push; move[j][1] -= (dy / far) * push;
    }
    for (const [a, b, weight] of edges) {
      const dx = points[a][0] - points[b][0], dy = points[a][1] - points[b][1], far = Math.max(1, Math.hypot(dx, dy)), pull = ((far * far) / ideal) * (0.35 + 0.08 * Math.min(8, weight));
      move[a][0] -= (dx / far) * pull; move[a][1] -= (dy / far) * pull; move[b][0] += (dx / far) * pull; move[b][1] += (dy / far) * pull;
    }
    points.forEach((point, i) => {
      move[i][0] += (wide / 2 - point[0]) * 0.9; move[i][1] += (high / 2 - point[1]) * 1.4;
      const far = Math.max(1, Math.hypot(...move[i]));
      point[0] = Math.min(wide - 70, Math.max(70, point[0] + (move[i][0] / far) * Math.min(far, heat)));
      point[1] = Math.min(high - 34, Math.max(22, point[1] + (move[i][1] / far) * Math.min(far, heat)));
    });
  }
  return points.map(([x, y]) => [Math.round(x), Math.round(y)]);
}
