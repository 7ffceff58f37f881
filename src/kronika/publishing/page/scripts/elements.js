// Elements are made from values, never from markup: a text of a source can only ever become a text node.
const SVG = "http://www.w3.org/2000/svg";

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith("aria-") && typeof value === "boolean") { node.setAttribute(name, String(value)); continue; }
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "style") for (const [key, one] of Object.entries(value)) node.style.setProperty(key, one);
    else node.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat(Infinity)) {
    if (child === undefined || child === null || child === false) continue;
    node.append(child instanceof Node ? child : String(child));
  }
  return node;
}
const h = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);
const s = (tag, attributes, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);
const bdi = (words, attributes) => h("bdi", attributes, words);

const STRINGS = JSON.parse(document.getElementById("strings").textContent);
// One string of the catalogue ("chronicle.count"), with the names in braces filled in.
function t(path, values) {
  const [section, key] = path.split(".");
  const words = (STRINGS[section] || {})[key] ?? key;
  return words.replace(/\{(\w+)\}/g, (all, name) => (values && name in values ? values[name] : all));
}

function tick(label, checked, onchange, attributes) {
  const box = h("input", { type: "checkbox", checked, onchange: () => onchange(box.checked) });
  return h("label", { class: "tick", ...attributes }, box, label);
}
function choice(label, options, onchange, value) {
  const select = h("select", { "aria-label": label, onchange: () => onchange(select.value) },
    options.map(([key, words]) => h("option", { value: key, selected: String(key) === String(value ?? "") }, words)));
  return h("label", {}, label, select);
}
const button = (words, onclick, attributes) => h("button", { type: "button", class: "button", onclick, ...attributes }, words);

// A long list in chunks that are filled when they come near the window; `ensure(i)` fills the one that holds item i.
function chunked(parent, items, make, size = 40, height = 80) {
  const made = new Map();
  const chunks = [];
  const fillChunk = (number) => {
    const chunk = chunks[number];
    if (!chunk || chunk.filled) return;
    chunk.filled = true;
    chunk.node.style.removeProperty("min-height");
    items.slice(number * size, (number + 1) * size).forEach((item, i) => {
      const node = make(item, number * size + i);
      made.set(number * size + i, node);
      chunk.node.append(node);
    });
  };
  const watch = new IntersectionObserver((seen) => {
    for (const one of seen) if (one.isIntersecting) { watch.unobserve(one.target); fillChunk(Number(one.target.dataset.chunk)); }
  }, { rootMargin: "1200px 0px" });
  for (let at = 0; at * size < items.length; at += 1) {
    const node = h("div", { class: "chunk", "data-chunk": at });
    node.style.minHeight = `${Math.min(size, items.length - at * size) * height}px`;
    chunks.push({ node, filled: false });
    parent.append(node);
  }
  fillChunk(0);
  chunks.slice(1).forEach((chunk) => watch.observe(chunk.node));
  const list = {
    length: items.length,
    ensure(i) { fillChunk(Math.floor(i / size)); return made.get(i); },
    all() { chunks.forEach((_, number) => fillChunk(number)); },
    stop() { watch.disconnect(); lists.delete(list); },
  };
  lists.add(list);
  return list;
}
const lists = new Set();
addEventListener("beforeprint", () => lists.forEach((list) => list.all()));
