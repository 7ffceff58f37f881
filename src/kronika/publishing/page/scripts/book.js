// The book: its data, and the words of its sentences, which stand once, in the part that is read without scripts.
const BOOK = JSON.parse(document.getElementById("book").textContent);
const NOTHING = [];
const { sources: SOURCES, events: EVENTS, entities: ENTITIES, discrepancies: DISCREPANCIES, rows: ROWS } = BOOK;

for (const row of ROWS) {
  const told = SOURCES.map(() => NOTHING);
  for (const [account, ...sentences] of row.s) told[account] = sentences;
  row.s = told;
}
// By account and sentence; read when first asked for, so that a large book shows its chronicle at once.
let wordsRead = null;
function allWords() {
  if (wordsRead) return wordsRead;
  wordsRead = SOURCES.map(() => []);
  const plain = new DOMParser().parseFromString(document.querySelector("noscript").textContent, "text/html");
  for (const node of plain.querySelectorAll("[data-s]")) {
    const [account, sentence] = node.dataset.s.split(".");
    wordsRead[account][sentence] = node.textContent;
  }
  return wordsRead;
}

const at = (map, key) => { if (!map.has(key)) map.set(key, []); return map.get(key); };
const byId = (things) => new Map(things.map((thing, i) => [thing.id, i]));
const EVENT_AT = byId(EVENTS);
const ENTITY_AT = byId(ENTITIES);
const DISCREPANCY_AT = byId(DISCREPANCIES);
const ACCOUNT_AT = byId(SOURCES);

// Row of each sentence; marks, claims and differences by sentence.
const ROW_OF = SOURCES.map(() => new Map());
ROWS.forEach((row, number) => row.s.forEach((sentences, account) =>
  sentences.forEach((sentence) => { if (!ROW_OF[account].has(sentence)) ROW_OF[account].set(sentence, number); })));
const MARKS = SOURCES.map(() => new Map());
BOOK.marks.forEach((kinds, account) => {
  for (const [kind, list] of Object.entries(kinds)) {
    for (const [sentence, start, end, value, words] of list) at(MARKS[account], sentence).push({ kind, start, end, value, words });
  }
});
const DIFFERENCES_AT = SOURCES.map(() => new Map());
const ROW_DIFFERENCES = new Map();
DISCREPANCIES.forEach((difference, number) => {
  const rows = new Set();
  for (const side of [difference.left, difference.right]) {
    if (!side) continue;
    const [account, sentence, start, end] = side;
    at(DIFFERENCES_AT[account], sentence).push({ number, start, end });
    const row = ROW_OF[account].get(sentence);
    if (row !== undefined) rows.add(row);
  }
  rows.forEach((row) => at(ROW_DIFFERENCES, row).push(number));
});
const EVENT_DIFFERENCES = new Map();
DISCREPANCIES.forEach((difference, number) => difference.events.forEach((event) => at(EVENT_DIFFERENCES, event).push(number)));
const EVENTS_OF = new Map();
EVENTS.forEach((event, number) => {
  const roles = new Map();
  event.people.forEach(([role, entity]) => at(roles, entity).push(role));
  if (event.place >= 0) at(roles, event.place).push("place");
  roles.forEach((list, entity) => at(EVENTS_OF, entity).push([number, list]));
  event.tellers = [...new Set(event.told.map((one) => one[0]).concat(event.claims.flatMap((claim) => claim.by)))].sort((a, b) => a - b);
  const dated = new Set(event.claims.filter((claim) => claim.slot === "date").map((claim) => claim.value));
  event.disputed = (EVENT_DIFFERENCES.get(number) || []).some((one) => DISCREPANCIES[one].relation === "contradicts")
    || (dated.size > 1 && event.date === null);
  event.voices = Math.max(0, ...event.claims.map((claim) => claim.voices));
});

const hash = (kind, id) => `#${kind}-${encodeURIComponent(id)}`;
const eventHash = (number) => hash("event", EVENTS[number].id);
const entityHash = (number) => hash("entity", ENTITIES[number].id);
const differenceHash = (number) => hash("discrepancy", DISCREPANCIES[number].id);
const passageHash = (row) => `#passage-${row + 1}`;
const label = (entity) => ENTITIES[entity].label;
const shown = (value) => (typeof value === "number" ? label(value) : value);
const when = (event) => event.words || orderWords(event) || "";
function orderWords(event) {
  if (event.after) return t("chronicle.after", { when: event.after });
  if (event.before) return t("chronicle.before", { when: event.before });
  return "";
}
