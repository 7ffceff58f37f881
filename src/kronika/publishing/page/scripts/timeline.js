// The time line: events as stretches with hard or soft ends, disputed ones as a fork with a tick for each claimed date.
const EXACT = 1 / 300; // years: up to a day is drawn as a point with hard ends
const LANE = 26;
const MOST_LANES = 14;

function timeline(onpick) {
  const dated = EVENTS.map((event, number) => ({ event, number, span: stretchOf(event) })).filter((one) => one.span);
  if (dated.length < 2) return null;
  const whole = [Math.min(...dated.map((one) => one.span[0])), Math.max(...dated.map((one) => one.span[1]))];
  const pad = Math.max((whole[1] - whole[0]) * 0.02, 0.05);
  const from = whole[0] - pad, to = whole[1] + pad;
  const state = { lanes: "none", zoom: 1, kept: dated };
  const strip = h("div", { class: "strip", tabindex: "0", role: "region", "aria-label": t("chronicle.timeline") });
  const span = h("span", { class: "span" });
  const lanes = ["none", "account", "person", "type"].map((one) => [one, t(`chronicle.lane_${one}`)]);
  const box = h("div", { class: "timeline sheet" },
    h("div", { class: "timeline-head" },
      choice(t("chronicle.lanes"), lanes, (value) => { state.lanes = value; draw(); }),
      button("−", () => zoom(1 / 1.6), { class: "button round", "aria-label": t("chronicle.zoom_out") }),
      button("+", () => zoom(1.6), { class: "button round", "aria-label": t("chronicle.zoom_in") }),
      button(t("chronicle.zoom_all"), () => zoom(0)), span), strip);

  function zoom(factor, centre = 0.5) {
    const before = (strip.scrollLeft + strip.clientWidth * centre) / Math.max(1, strip.scrollWidth);
    state.zoom = factor === 0 ? 1 : Math.min(400, Math.max(1, state.zoom * factor));
    draw();
    strip.scrollLeft = before * strip.scrollWidth - strip.clientWidth * centre;
  }
  strip.addEventListener("scroll", () => strip.querySelectorAll(".lane-name").forEach((one) => one.setAttribute("x", strip.scrollLeft + 4)), { passive: true });
  strip.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoom(event.deltaY < 0 ? 1.25 : 0.8, (event.clientX - strip.getBoundingClientRect().left) / strip.clientWidth);
  }, { passive: false });

  function draw() {
    const width = Math.max(300, strip.clientWidth || box.parentElement?.clientWidth || 900) * state.zoom;
    const x = (year) => ((year - from) / (to - from)) * width;
    const groups = lanesOf(state.kept, state.lanes);
    const drawn = groups.map(([name, items]) => [name, packed(items, x)]);
    let top = 20;
    const bodies = drawn.map(([name, tracks]) => {
      const lane = s("g", {}, s("line", { class: "lane", x1: 0, x2: width, y1: top, y2: top }));
      if (name) lane.append(s("text", { class: "lane-name", x: 4, y: top + 12 }, name.length > 42 ? `${name.slice(0, 40)}…` : name));
      const base = top + (name ? 20 : 10);
      tracks.forEach((track, i) => track.forEach((one) => lane.append(mark(one, x, base + i * 16, onpick))));
      top = base + Math.max(1, tracks.length) * 16 + 4;
      return lane;
    });
    const picture = s("svg", { width, height: top + 4, role: "group", "aria-label": t("chronicle.timeline_label", { n: dated.length, from: Math.floor(whole[0]), to: Math.floor(whole[1]) }) },
      ticks(from, to, width).map(([year, words]) => [s("line", { class: "grid", x1: x(year), x2: x(year), y1: 16, y2: top }), s("text", { class: "year", x: x(year) + 3, y: 11 }, words)]), bodies);
    strip.replaceChildren(picture);
    span.textContent = `${yearWords(whole[0])} – ${yearWords(whole[1])}`;
  }
  new ResizeObserver(() => { if (box.isConnected && strip.clientWidth !== state.width) { state.width = strip.clientWidth; draw(); } }).observe(strip);
  return { node: box, keep(numbers) { const kept = new Set(numbers); state.kept = dated.filter((one) => kept.has(one.number)); draw(); }, zoom };
}
const yearWords = (year) => (year < 1 ? `${1 - Math.floor(year)} BCE` : String(Math.floor(year)));
function stretchOf(event) {
  const all = event.span ? [event.span, ...event.spans] : event.spans;
  if (!all.length) return null;
  return event.span && !event.disputed ? event.span : [Math.min(...all.map((one) => one[0])), Math.max(...all.map((one) => one[1]))];
}
function lanesOf(items, by) {
  if (by === "none") return [["", items]];
  const keys = (one) => by === "account" ? one.event.tellers.map((a) => SOURCES[a].title)
    : by === "type" ? [one.event.type]
      : [...new Set(one.event.people.map(([, entity]) => entity))].filter((entity) => ENTITIES[entity].kind === "person").map(label);
  const lanes = new Map();
  items.forEach((one) => keys(one).forEach((key) => at(lanes, key).push(one)));
  const sorted = [...lanes].sort((a, b) => b[1].length - a[1].length);
  return sorted.slice(0, MOST_LANES);
}
// Items into as few tracks as hold them without overlap; what would need more is drawn as one mark with a count.
function packed(items, x) {
  const tracks = [];
  const crowd = new Map();
  const deepest = 7;
  for (const one of [...items].sort((a, b) => a.span[0] - b.span[0])) {
    const start = x(one.span[0]) - 5, end = Math.max(x(one.span[1]), x(one.span[0]) + 9) + 3;
    let track = tracks.find((t) => t.end <= start);
    if (!track && tracks.length < deepest) { track = { end: -1, items: [] }; tracks.push(track); }
    if (track) { track.items.push(one); track.end = end; } else at(crowd, Math.floor(start / 24)).push(one);
  }
  const made = tracks.map((track) => track.items);
  if (crowd.size) made.push([...crowd.values()].map((many) => ({ many, span: many[0].span })));
  return made;
}
function mark(one, x, y, onpick) {
  if (one.many) return crowdMark(one, x, y, onpick);
  const { event, number, span } = one;
  const start = x(span[0]), width = Math.max(x(span[1]) - start, 0);
  const link = s("a", { href: eventHash(number), "data-event": number, class: event.disputed ? "disputed" : "", onclick: () => onpick?.(number) },
    s("title", {}, `${when(event) || t("chronicle.disputed_mark")}: ${event.title}`));
  const exact = span[1] - span[0] <= EXACT;
  if (event.disputed && event.spans.length > 1) {
    link.append(s("path", { class: "fork", d: `M${start},${y + 5}H${start + width}` }));
    for (const [a, b] of event.spans) link.append(s("rect", { class: b - a <= EXACT ? "hard" : "soft", x: x(a) - 2, y: y - 1, width: Math.max(4, x(b) - x(a)), height: 12, rx: 2 }));
  } else if (exact || width < 9) link.append(s(exact ? "circle" : "ellipse", exact ? { class: "hard", cx: start + width / 2, cy: y + 5, r: 4.5 } : { class: "soft", cx: start + width / 2, cy: y + 5, rx: 6, ry: 4 }));
  else link.append(s("rect", { class: "soft", x: start, y: y + 1.5, width, height: 7, rx: 3.5 }));
  return link;
}
function crowdMark(one, x, y, onpick) {
  const left = x(one.span[0]);
  const first = one.many[0];
  return s("a", { href: eventHash(first.number), onclick: () => onpick?.(first.number) },
    s("title", {}, one.many.slice(0, 12).map(({ event }) => `${when(event)}: ${event.title}`).join("\n")),
    s("rect", { class: "many", x: left - 2, y: y - 1, width: 22, height: 13, rx: 6 }), s("text", { class: "many-count", x: left + 9, y: y + 9 }, `+${one.many.length}`));
}
function ticks(from, to, width) {
  const wanted = (to - from) / Math.max(2, width / 90);
  const steps = [1 / 12, 1 / 4, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
  const step = steps.find((one) => one >= wanted) || 2000;
  const marks = [];
  for (let i = Math.ceil(from / step); i * step <= to && marks.length < 2000; i += 1) {
    const year = i * step, whole = Math.floor(year + 1e-6), month = Math.round((year - whole) * 12);
    marks.push([year, step >= 1 || month === 0 ? yearWords(whole + 1e-6) : `${["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][month]} ${whole}`]);
  }
  return marks;
}
