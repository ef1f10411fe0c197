// The review screen: keys, the queue ahead, and what a decision does. Everything works without it too, by forms.
import { Fields } from "./review-fields.js";
import { bySpan, selectedSpan, showSpot } from "./review-words.js";

const AHEAD = 3; // entries fetched before they are needed

const root = document.getElementById("review");
const stage = document.getElementById("rv-stage");
const say = document.getElementById("rv-say");
const help = document.getElementById("rv-help");
const panel = document.getElementById("rv-panel");
const actions = document.getElementById("rv-actions");

const state = {
  keys: JSON.parse(document.getElementById("rv-keys").dataset.json),
  items: [], // those seen and those ahead, in the order of the queue
  at: 0,
  end: false, // the queue has been read to its end
  loading: null,
  shown: performance.now(),
  hidden: 0, // milliseconds that the page was out of sight
  sent: Promise.resolve(), // decisions go out one after the other, so that undo finds the last one
};

const token = document.querySelector("meta[name=csrf]").content;
const current = () => state.items[state.at];
const query = () => new URLSearchParams(root.dataset.filters);

function tell(words, kind = "") {
  say.textContent = words;
  say.className = `rv-say ${kind}`;
}

// What goes over the wire.

async function answer(response) {
  const told = await response.json().catch(() => ({ error: "the server did not answer as it should" }));
  if (!response.ok) throw new Error(told.error || response.statusText);
  return told;
}

function post(fields) {
  const body = new URLSearchParams({ coding: root.dataset.coding, ...fields });
  const send = () =>
    fetch(`/review/act?${root.dataset.filters}`, { method: "POST", body, keepalive: true, headers: { Accept: "application/json", "X-CSRF-Token": token } })
      .then(answer)
      .then((told) => { if (told.progress) count(told.progress); return told; });
  const sent = state.sent.then(send);
  state.sent = sent.catch(() => {});
  return sent;
}

function more() {
  if (state.end || state.loading || state.items.length - state.at > AHEAD) return state.loading;
  const asked = query();
  const last = state.items.at(-1);
  if (root.dataset.coding) asked.set("coding", root.dataset.coding);
  if (last) asked.set("after", root.dataset.coding ? last.id : last.spot);
  asked.set("limit", AHEAD + 1);
  // What was decided a moment ago must be in the ledger before it is asked what comes next.
  state.loading = state.sent
    .then(() => fetch(`/review/items?${asked}`, { headers: { Accept: "application/json" } }))
    .then(answer)
    .then((told) => {
      const known = new Set(state.items.map((item) => item.id));
      state.items.push(...told.items.filter((item) => !known.has(item.id)));
      state.end = told.items.length === 0;
      state.loading = null;
      if (!stage.querySelector(".rv-entry") && current()) show();
      return more();
    })
    .catch((error) => { state.loading = null; tell(error.message, "bad"); });
  return state.loading;
}

function count(progress) {
  for (const slot of document.querySelectorAll("#rv-progress [data-p]")) {
    const value = progress[slot.dataset.p];
    const known = value !== null && value !== undefined;
    slot.textContent = known ? Math.round(value).toLocaleString("en") : "";
    slot.parentElement.hidden = !known;
  }
}

// What is on the screen.

function show({ keep = false } = {}) {
  fields.close();
  const item = current();
  if (!item) {
    stage.replaceChildren(Object.assign(document.createElement("p"), {
      className: "rv-empty", textContent: state.end ? "Nothing is left to review here." : "Reading on …",
    }));
    more();
    return;
  }
  const top = stage.querySelector(".rv-words")?.scrollTop ?? 0;
  stage.innerHTML = item.html; // escaped by the server, which alone makes it
  const words = stage.querySelector(".rv-words");
  if (keep) words.scrollTop = top;
  else showSpot(words);
  for (const slot of actions.querySelectorAll("input[name=entry]")) slot.value = item.id;
  actions.querySelector("[data-action=all]").hidden = item.accounts < 2;
  if (!keep) { state.shown = performance.now(); state.hidden = 0; }
  more();
}

function measured(event) {
  // From the key to the frame in which the next entry is painted.
  requestAnimationFrame(() => requestAnimationFrame(() => {
    performance.measure("review-next", { start: event.timeStamp, end: performance.now() });
  }));
}

function seconds() {
  return ((performance.now() - state.shown - state.hidden) / 1000).toFixed(2);
}

function replace(told) {
  if (!told.item) return;
  const at = state.items.findIndex((item) => item.id === told.item.id);
  if (at < 0) return;
  state.items[at] = { ...told.item, spot: state.items[at].spot };
  if (at === state.at) show({ keep: true });
}

const fields = new Fields({ panel, stage, tell, current, set: setField });

function setField(name, value) {
  const item = current();
  fields.close();
  post({ act: "edit", entry: item.id, field: name, ...value })
    .then((told) => { replace(told); tell(`${told.changed} · ${keyName("accept")} accepts it`); })
    .catch((error) => tell(error.message, "bad"));
}

// What the keys do.

function decide(act, event) {
  const item = current();
  if (!item) return;
  const words = { accept: "accepted", reject: "rejected", all: "all accounts accepted" }[act];
  item.verdict = act === "reject" ? "reject" : "accept";
  post({ act, entry: item.id, seconds: seconds() })
    .then(replace)
    .catch((error) => {
      tell(`${error.message}: not ${words}`, "bad");
      state.at = state.items.indexOf(item);
      show();
    });
  tell(`${words} · ${keyName("undo")} takes it back`);
  state.at += 1;
  show();
  measured(event);
}

function later(event) {
  const item = current();
  if (!item) return;
  post({ act: "later", entry: item.id }).catch((error) => tell(error.message, "bad"));
  state.items.splice(state.at, 1);
  state.end = false;
  tell("later");
  show();
  measured(event);
}

async function undo() {
  try {
    const told = await post({ act: "undo" });
    const at = state.items.findIndex((item) => item.id === told.item.id);
    if (at < 0) state.items.splice(state.at, 0, told.item);
    else { state.items[at] = { ...told.item, spot: state.items[at].spot }; state.at = at; }
    show();
    tell(`taken back: ${told.undone}`);
  } catch (error) { tell(error.message, "bad"); }
}

function step(by, event) {
  const to = state.at + by;
  if (to < 0) { tell("this is the first one"); return; }
  if (to >= state.items.length && state.end) { tell("this is the last one"); return; }
  state.at = to;
  show();
  measured(event);
}

function comment() {
  const item = current();
  const span = selectedSpan(stage);
  fields.line("Comment", "", (why) => {
    if (!why) return;
    const about = span ? bySpan(span) : {};
    post({ act: "comment", entry: item.id, why, ...about }).then(replace).catch((e) => tell(e.message, "bad"));
  });
}

function missing() {
  const item = current();
  const span = selectedSpan(stage);
  if (!span) { tell("select the words of what is missing, then press m"); fields.startWords(null); return; }
  fields.choose("What is missing?", ["event", "statement", "proposal"], (kind) => {
    post({ act: "add", entry: item.id, kind, ...bySpan(span) })
      .then((told) => {
        state.items.splice(state.at, 0, told.item);
        show();
        tell(`${kind} added · set its fields with ${keyName("edit")}`);
        fields.open();
      })
      .catch((error) => tell(error.message, "bad"));
  });
}

async function definition() {
  const item = current();
  const name = fields.field?.name ?? item.fields.find((f) => f.key === "t").name;
  const value = item.fields.find((f) => f.name === name).value;
  const asked = new URLSearchParams({ kind: item.kind, field: name, value });
  const told = await fetch(`/review/definition?${asked}`).then(answer).catch((e) => ({ words: e.message }));
  fields.read(`${name}`, told.words);
}

const doing = {
  accept: (event) => decide("accept", event),
  reject: (event) => decide("reject", event),
  all: (event) => decide("all", event),
  edit: () => fields.open(),
  undo, later, comment, missing, definition,
  next: (event) => step(1, event),
  previous: (event) => step(-1, event),
  search: () => document.getElementById("rv-search")?.select(),
  help: () => help.showModal(),
};

const keyName = (action) => (state.keys[action] === " " ? "space" : state.keys[action]);

addEventListener("keydown", (event) => {
  if (help.open && event.key === "Escape") { event.preventDefault(); help.close(); document.activeElement?.blur(); return; } // at once: the next key is for the entry
  if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
  if (event.target.closest("input, textarea, select")) {
    if (event.key === "Escape") { event.target.blur(); fields.close(); }
    return;
  }
  if (event.key === "Escape") { fields.close(); tell(""); return; }
  if (fields.key(event)) { event.preventDefault(); return; }
  if (/^[0-9]$/.test(event.key) && current()) {
    event.preventDefault();
    fields.pick(current().fields.find((f) => f.key === "t"), event);
    return;
  }
  const action = Object.keys(state.keys).find((name) => state.keys[name] === event.key);
  if (!action || !doing[action]) return;
  if (event.target.closest("button, a, summary") && event.key === " ") return;
  event.preventDefault();
  doing[action](event);
}, true); // before the keys of all pages

actions?.addEventListener("click", (event) => {
  const button = event.target.closest("[data-action]");
  if (!button) return;
  event.preventDefault();
  doing[button.dataset.action](event);
  if (button.dataset.action !== "edit") button.blur();
});

stage.addEventListener("click", (event) => {
  const spot = event.target.closest(".rv-spot");
  if (spot) {
    event.preventDefault();
    showSpot(stage.querySelector(".rv-words"), JSON.parse(spot.dataset.span));
    return;
  }
  const row = event.target.closest(".rv-field");
  if (row && current()) fields.pick(current().fields.find((f) => f.name === row.dataset.field), null);
});

stage.addEventListener("mouseover", (event) => {
  const names = event.target.closest("[data-field]")?.dataset.field ?? event.target.closest("[data-f]")?.dataset.f ?? "";
  stage.querySelectorAll(".lit").forEach((found) => found.classList.remove("lit"));
  for (const name of names.split(" ").filter((n) => n && n !== "evidence")) {
    stage.querySelectorAll(`[data-f~="${name}"], [data-field="${name}"]`).forEach((found) => found.classList.add("lit"));
  }
});

document.getElementById("rv-filters")?.addEventListener("change", (event) => event.target.form.requestSubmit());

document.getElementById("rv-help-button").addEventListener("click", () => help.showModal());

help.addEventListener("click", (event) => {
  const button = event.target.closest("[data-remap]");
  if (!button) return;
  const before = button.textContent;
  button.textContent = "press a key";
  const take = async (pressed) => {
    pressed.preventDefault();
    pressed.stopPropagation();
    if (["Shift", "Control", "Alt", "Meta"].includes(pressed.key)) return;
    removeEventListener("keydown", take, true);
    button.replaceChildren(Object.assign(document.createElement("kbd"), { textContent: before.trim() }));
    if (pressed.key === "Escape") return;
    try {
      const told = await post({ act: "keys", action: button.dataset.remap, key: pressed.key });
      state.keys = told.keys;
      button.firstChild.textContent = keyName(button.dataset.remap);
      for (const cap of document.querySelectorAll(`[data-action="${button.dataset.remap}"] kbd`)) cap.textContent = keyName(button.dataset.remap);
      tell("kept");
    } catch (error) { tell(error.message, "bad"); }
  };
  addEventListener("keydown", take, true);
});

let since = null;
document.addEventListener("visibilitychange", () => {
  if (document.hidden) since = performance.now();
  else if (since !== null) { state.hidden += performance.now() - since; since = null; }
});


if (matchMedia("(max-width: 900px)").matches) document.querySelector(".rv-fold")?.removeAttribute("open");
const first = JSON.parse(document.getElementById("rv-first").dataset.json);
if (first) {
  first.html = stage.innerHTML;
  state.items.push(first);
  showSpot(stage.querySelector(".rv-words"));
  more();
}
