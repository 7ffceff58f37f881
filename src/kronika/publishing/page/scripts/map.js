// The map: coastline from inside the page, the places the gazetteer knows, journeys as curves.
function placesMap() {
  const [west, south, east, north] = BOOK.coast.window;
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const wide = 1000, scale = wide / ((east - west) * squeeze), high = Math.max(380, (north - south) * scale);
  const x = (longitude) => (longitude - west) * squeeze * scale;
  const y = (latitude) => (north - latitude) * scale + (high - (north - south) * scale) / 2;
  const land = BOOK.coast.rings.map((ring) => {
    let path = "", lon = 0, lat = 0;
    for (let i = 0; i < ring.length; i += 2) { lon += ring[i]; lat += ring[i + 1]; path += `${i ? "L" : "M"}${x(lon / 100).toFixed(1)},${y(lat / 100).toFixed(1)}`; }
    return `${path}Z`;
  }).join("");
  const places = ENTITIES.map((_, i) => i).filter((i) => ENTITIES[i].at).sort((a, b) => ENTITIES[b].mentions.length - ENTITIES[a].mentions.length);
  const ways = journeys();
  const taken = [];
  const free = (box) => taken.every(([a, b, c, d]) => box[2] < a || box[0] > c || box[3] < b || box[1] > d);
  const spots = places.map((i) => {
    const [px, py] = [x(ENTITIES[i].at[0]), y(ENTITIES[i].at[1])];
    const r = 3.5 + Math.min(6, Math.sqrt(ENTITIES[i].mentions.length)), words = label(i).slice(0, 28), long = words.length * 6.6;
    const tries = [[px + r + 3, py + 4, "start"], [px - r - 3, py + 4, "end"], [px, py - r - 4, "middle"], [px, py + r + 12, "middle"]];
    const place = tries.find(([tx, ty, anchor]) => { const left = anchor === "start" ? tx : anchor === "end" ? tx - long : tx - long / 2; const box = [left, ty - 11, left + long, ty + 3]; return box[0] > 0 && box[2] < wide && free(box) && taken.push(box); });
    return s("a", { href: entityHash(i), "aria-label": label(i) }, s("title", {}, label(i)), s("circle", { class: "spot", cx: px, cy: py, r }), place ? s("text", { x: place[0], y: place[1], "text-anchor": place[2] }, words) : null);
  });
  const curves = ways.map(({ from, to, event }) => {
    const [ax, ay, bx, by] = [x(ENTITIES[from].at[0]), y(ENTITIES[from].at[1]), x(ENTITIES[to].at[0]), y(ENTITIES[to].at[1])];
    return s("a", { href: eventHash(event), "aria-label": EVENTS[event].title }, s("title", {}, `${when(EVENTS[event])}: ${EVENTS[event].title}`),
      s("path", { class: "journey", d: `M${ax},${ay}Q${(ax + bx) / 2 + (by - ay) * 0.15},${(ay + by) / 2 - (bx - ax) * 0.15} ${bx},${by}`, "marker-end": "url(#arrow)" }));
  });
  const arrow = s("defs", {}, s("marker", { id: "arrow", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto" }, s("path", { d: "M0,0L8,4L0,8z", class: "arrowhead" })));
  return h("div", {}, h("p", { class: "intro" }, t("people.map_intro")),
    h("div", { class: "drawing sheet" }, s("svg", { viewBox: `0 0 ${wide} ${Math.round(high)}`, role: "group", "aria-label": t("people.map_label", { n: places.length }) }, arrow,
      s("rect", { class: "sea", x: -wide, y: -high, width: 3 * wide, height: 3 * high }), s("path", { class: "land", d: land }), curves, spots)),
    ways.length ? [h("h3", {}, t("people.journeys")), lifeLine(ways.map(({ event, from, to }) => [event, [`${label(from)} → ${label(to)}`]]))] : null);
}
function journeys() {
  const found = [];
  EVENTS.forEach((event, number) => {
    const at = (role) => event.people.filter(([one, entity]) => one === role && ENTITIES[entity].at).map(([, entity]) => entity);
    const from = at("origin")[0], to = at("destination")[0];
    if (from !== undefined && to !== undefined && from !== to) found.push({ from, to, event: number });
  });
  return found;
}
