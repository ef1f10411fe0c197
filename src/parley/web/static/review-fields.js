// Editing: a letter picks a field; then a digit picks a value, letters type one, or words of the text are taken.
import { bySpan, moveWord, selectedSpan, startAt } from "./review-words.js";

const element = (tag, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};
const cap = (key) => element("kbd", { textContent: key });

export class Fields {
  constructor({ panel, stage, tell, current, set }) {
    Object.assign(this, { panel, stage, tell, current, set });
    this.mode = "read"; // read, fields, pick, choose, words
    this.field = null;
    this.page = 0; // of options, nine at a time
  }

  get words() { return this.stage.querySelector(".rv-words"); }

  close() {
    this.mode = "read";
    this.field = null;
    this.panel.hidden = true;
    this.stage.querySelectorAll(".picked").forEach((row) => row.classList.remove("picked"));
    this.stage.classList.remove("picking");
  }

  #show(title, ...children) {
    this.panel.replaceChildren(element("p", { className: "rv-panel-title" }, title), ...children);
    this.panel.hidden = false;
  }

  /** Ask for the field. */
  open() {
    if (!this.current()) return;
    this.mode = "fields";
    this.stage.classList.add("picking");
    const list = element("p", { className: "rv-hint", textContent: "Press the letter of a field. Esc goes back." });
    this.#show("Which field?", list);
  }

  /** Ask for a value of the field; `event` is the digit that picked it at once, if any. */
  pick(field, event) {
    if (!field) return;
    const span = event ? null : selectedSpan(this.stage);
    if (span && field.kind !== "choice") { this.set(field.name, bySpan(span)); return; }
    this.field = field;
    this.mode = "pick";
    this.page = 0;
    this.stage.classList.remove("picking");
    this.stage.querySelectorAll(".picked").forEach((row) => row.classList.remove("picked"));
    this.stage.querySelector(`.rv-field[data-field="${field.name}"]`)?.classList.add("picked");
    if (event && event.key !== "0") { this.#digit(Number(event.key)); return; }
    if (event) this.page = 1;
    this.#options();
    if (field.kind !== "choice" && !event) {
      startAt(this.words, this.words.querySelector(`[data-f~="${field.name}"]`));
    }
  }

  #options() {
    const { field } = this;
    const shown = field.options.slice(this.page * 9, this.page * 9 + 9);
    const list = element("ol", { className: "rv-options" }, ...shown.map(([value, label], at) => {
      const button = element("button", { type: "button" }, cap(String(at + 1)), label);
      if (value === field.value || label === field.value) button.setAttribute("aria-current", "true");
      button.addEventListener("click", () => this.#take(value));
      return element("li", {}, button);
    }));
    const hints = [];
    const hint = (words, ...keys) => hints.push(element("span", {}, ...keys.map(cap), ` ${words}`));
    const free = field.kind !== "choice";
    if (field.options.length > 9) hint("more", "0");
    if (free) hint("select words", "←", "→");
    if (free) hint("take them", "⏎");
    if (field.kind === "actors") hint("and a digit: one more", "+");
    if (free || field.options[0]?.[0] === "none") hint("none", "⌫");
    if (free) hint("types a value", "a–z");
    hint("back", "Esc");
    this.#show(field.label, list, element("p", { className: "rv-hint" }, ...hints));
  }

  #digit(digit, adding = false) {
    const option = this.field.options[this.page * 9 + digit - 1];
    if (!option) { this.tell("there is no such value", "bad"); return; }
    this.#take(option[0], adding);
  }

  #take(value, adding = false) {
    const { field } = this;
    if (adding && field.raw?.length) this.set(field.name, { words: [...field.raw, value].join(",") });
    else this.set(field.name, { words: value });
  }

  /** Ask for one of a few words. */
  choose(title, values, then) {
    this.mode = "choose";
    this.then = then;
    this.values = values;
    this.#show(title, element("ol", { className: "rv-options" }, ...values.map((value, at) => {
      const button = element("button", { type: "button" }, cap(String(at + 1)), value);
      button.addEventListener("click", () => { this.close(); then(value); });
      return element("li", {}, button);
    })));
  }

  /** Let words be selected by the arrow keys. */
  startWords(from) {
    this.mode = "words";
    startAt(this.words, from);
    this.#show("Select words", element("p", { className: "rv-hint" },
      element("span", {}, cap("←"), cap("→"), " a word"), element("span", {}, cap("↑"), cap("↓"), " a line"),
      element("span", {}, cap("⇧"), " more"), element("span", {}, cap("m"), " then adds them")));
  }

  /** Ask for a line of words. */
  line(title, value, then, list = null) {
    const input = element("input", { type: "text", value, autocomplete: "off", ariaLabel: title });
    const form = element("form", { className: "rv-line" }, input, element("button", { textContent: "Keep" }));
    if (list) {
      const known = element("datalist", { id: "rv-known" }, ...list.map(([word, label]) => element("option", { value: label, label: word })));
      form.append(known);
      input.setAttribute("list", "rv-known");
    }
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.close();
      then(input.value.trim());
    });
    this.#show(title, form);
    input.focus();
    input.setSelectionRange(value.length, value.length);
  }

  /** Show words to read. */
  read(title, words) {
    this.#show(title, element("p", { className: "rv-read", textContent: words }));
  }

  /** What a key does while something is asked; whether it did anything. */
  key(event) {
    const { key } = event;
    switch (this.mode) {
      case "fields": {
        const field = this.current().fields.find((f) => f.key === key);
        if (field) this.pick(field, null);
        return Boolean(field) || key.length === 1;
      }
      case "choose":
        if (!/^[1-9]$/.test(key) || !this.values[key - 1]) return key.length === 1;
        this.close();
        this.then(this.values[key - 1]);
        return true;
      case "words":
        return moveWord(event, this.words);
      case "pick":
        return this.#keyOfPick(event);
    }
    return false;
  }

  #keyOfPick(event) {
    const { key } = event;
    const { field } = this;
    if (key === "0") { this.page = (this.page + 1) * 9 < field.options.length ? this.page + 1 : 0; this.#options(); return true; }
    if (/^[1-9]$/.test(key)) {
      if (field.kind === "toll") { this.#type(key); return true; }
      this.#digit(Number(key), this.adding);
      this.adding = false;
      return true;
    }
    if (key === "+") { this.adding = true; this.tell("one more: a digit"); return true; }
    if (key === "Backspace" || key === "Delete") { this.set(field.name, { words: "none" }); return true; }
    if (key === "?") return false;
    if (field.kind !== "choice") {
      if (moveWord(event, this.words)) return true;
      if (key === "Enter") {
        const span = selectedSpan(this.stage);
        if (span) this.set(field.name, bySpan(span));
        return true;
      }
      if (key.length === 1 && key !== " ") { this.#type(key); return true; }
    }
    return key === "Enter";
  }

  #type(first) {
    const { field } = this;
    const people = field.kind === "actor" || field.kind === "actors";
    this.line(field.label, first, (words) => words && this.set(field.name, { words }), people ? field.options : null);
  }
}
