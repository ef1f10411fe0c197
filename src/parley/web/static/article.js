// The article: entries and their words lead to each other. Without it the margin can be read and folded out as it is.
"use strict";

const text = document.querySelector(".article, .context");
const pieces = [...text.querySelectorAll("[data-s]")].map((node) => ({ node, start: +node.dataset.s, end: +node.dataset.n }));
const all = [...document.querySelectorAll(".card")];

const spans = (words) => (words || "").trim().split(/\s+/).filter(Boolean).map((w) => w.split("-").map(Number));

function within(list) {
  return pieces.filter((p) => list.some(([a, b]) => a <= p.start && p.end <= b)).map((p) => p.node);
}

function clear(name) {
  for (const node of text.querySelectorAll("." + name)) node.classList.remove(name);
}

const kind = (node) => [...node.classList].find((name) => name.startsWith("k-"))?.slice(2) ?? "";

// On a wide screen each card stands beside its words, or as near below as there is room; the chosen one exactly.
function place(card) {
  const wide = all.length && matchMedia("(min-width: 1001px)").matches;
  text.classList.toggle("placed", Boolean(wide));
  if (!wide) { for (const one of all) one.style.top = one.style.left = one.style.width = ""; text.style.minHeight = ""; return; }
  const zero = text.getBoundingClientRect().top;
  const margin = text.querySelector(".margin");
  for (const one of all) { one.style.left = `${margin.offsetLeft}px`; one.style.width = `${margin.offsetWidth}px`; }
  const wanted = all.map((one) => {
    const first = text.querySelector(`[data-e~="${one.id}"]`) ?? one.closest(".row");
    return first.getBoundingClientRect().top - zero - 2;
  });
  const heights = all.map((one) => one.offsetHeight + 5);
  const tops = [];
  const downFrom = (at, floor) => {
    for (let i = at; i < all.length; i += 1) { tops[i] = Math.max(wanted[i], floor); floor = tops[i] + heights[i]; }
    return floor;
  };
  let bottom = downFrom(0, 0);
  const at = all.indexOf(card);
  if (at >= 0 && tops[at] > wanted[at]) {
    tops[at] = Math.max(wanted[at], heights.slice(0, at).reduce((a, b) => a + b, 0));
    for (let i = at - 1; i >= 0; i -= 1) tops[i] = Math.min(tops[i], tops[i + 1] - heights[i]);
    bottom = downFrom(at + 1, tops[at] + heights[at]);
  }
  all.forEach((one, i) => { one.style.top = `${tops[i]}px`; });
  text.style.minHeight = `${bottom}px`;
}

// Show an entry: its words, the sentences around them, its card.
function show(card, { jump = false, address = true } = {}) {
  clear("on"); clear("near"); clear("word");
  for (const other of all) if (other !== card) { other.open = false; other.classList.remove("picked"); }
  text.dataset.kind = card ? kind(card) : "";
  place(card);
  if (!card) { if (address) history.replaceState(null, "", location.pathname + location.search); return; }
  card.open = true;
  card.classList.add("picked");
  for (const node of within(spans(card.dataset.evidence))) node.classList.add("near");
  place(card);
  const own = pieces.filter((p) => (p.node.dataset.e || "").split(" ").includes(card.id)).map((p) => p.node);
  for (const node of own) node.classList.add("on");
  if (address) history.replaceState(null, "", "#" + card.id);
  if (jump) (own[0] || text.querySelector(".near") || card).scrollIntoView({ block: "center" });
}

const chosen = () => all.find((card) => card.classList.contains("picked"));

// A click on marked words: the entry that is most exactly there; again, the next one around it.
text.addEventListener("click", (event) => {
  const field = event.target.closest(".field");
  if (field || !all.length || String(getSelection())) return;
  const piece = event.target.closest("[data-e]");
  if (!piece) return;
  const ids = piece.dataset.e.split(" ");
  const next = ids[(ids.indexOf(chosen()?.id) + 1) % ids.length];
  const card = document.getElementById(next);
  if (!card) return;
  show(card);
  card.scrollIntoView({ block: "nearest" });
});

for (const card of all) {
  card.querySelector("summary").addEventListener("click", (event) => {
    event.preventDefault();
    show(chosen() === card ? null : card);
    if (chosen()) (text.querySelector(".on") || card).scrollIntoView({ block: "nearest" });
  });
}

// A click on a field: its words.
document.addEventListener("click", (event) => {
  const field = event.target.closest(".field");
  if (!field) return;
  const before = field.classList.contains("shown");
  for (const other of document.querySelectorAll(".field.shown")) other.classList.remove("shown");
  clear("word");
  if (before) return;
  field.classList.add("shown");
  const nodes = within(spans(field.dataset.at));
  for (const node of nodes) node.classList.add("word");
  nodes[0]?.scrollIntoView({ block: "nearest" });
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
  if (!all.length) return;
  const at = all.indexOf(chosen());
  if (event.key === "n") show(all[Math.min(at + 1, all.length - 1)], { jump: true });
  else if (event.key === "p") show(all[at < 0 ? all.length - 1 : Math.max(at - 1, 0)], { jump: true });
  else if (event.key === "Escape" && chosen()) show(null);
  else return;
  event.preventDefault();
  chosen()?.querySelector("summary").focus({ preventScroll: true });
});

// A permanent link to an entry, also to one on another sheet.
function fromAddress() {
  const id = decodeURIComponent(location.hash.slice(1));
  if (!/^(st|ev|pr|sp)-/.test(id)) return;
  const card = document.getElementById(id);
  if (card) show(card, { jump: true, address: false });
  else if (all.length && !new URLSearchParams(location.search).has("entry")) location.replace(`?entry=${encodeURIComponent(id)}#${id}`);
}
addEventListener("hashchange", fromAddress);
addEventListener("resize", () => place(chosen()));
if (text.matches(".article")) place(null);
fromAddress();
// The browser itself goes to the card once all is loaded: after it we go to the words.
addEventListener("load", () => setTimeout(fromAddress));

// The page of one entry shows its words from the start.
if (text.dataset.entry) {
  for (const node of within(spans(text.dataset.evidence))) node.classList.add("near");
  for (const p of pieces) {
    if (!(p.node.dataset.e || "").split(" ").includes(text.dataset.entry)) continue;
    p.node.classList.add("on");
    text.dataset.kind = kind(p.node);
  }
}
