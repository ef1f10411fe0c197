// What makes the pages quicker. Everything works without it.
"use strict";

document.documentElement.classList.add("scripted");

const typing = (node) => node instanceof HTMLElement && (node.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(node.tagName));

// "/" leads to the search from anywhere.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || event.defaultPrevented) return;
  const box = document.getElementById("q");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});

// The day as of which everything is shown takes effect when it is chosen.
for (const box of document.querySelectorAll(".as-of input[type=date]")) {
  box.addEventListener("change", () => {
    if (!box.value) box.removeAttribute("name");
    if (box.value === "" || box.validity.valid) box.form.requestSubmit();
  });
}

// Light and dark at once; the form remembers it for the next page.
for (const form of document.querySelectorAll("form.theme")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    document.cookie = `parley-theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=strict`;
  });
}

// On a narrow screen the facets are folded, but for those that are set.
if (matchMedia("(max-width: 1100px)").matches) {
  for (const facet of document.querySelectorAll("details.facet[open]")) facet.open = Boolean(facet.querySelector("[aria-current]"));
}

// "?" tells the keys, where a page has not its own.
const keys = document.getElementById("keys");
if (keys) {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "?" || document.body.matches(".reviewing") || event.defaultPrevented || typing(event.target)) return;
    event.preventDefault();
    keys.open ? keys.close() : keys.showModal();
  });
  keys.addEventListener("click", (event) => { if (event.target === keys) keys.close(); });
}

// Empty fields of a filter form do not stand in the address.
for (const form of document.querySelectorAll("form[method=get]")) {
  form.addEventListener("submit", () => {
    for (const field of form.elements) if (field.name && !field.value) field.disabled = true;
  });
}
addEventListener("pageshow", () => { for (const field of document.querySelectorAll("form[method=get] [disabled]")) field.disabled = false; });

// A click elsewhere, or Escape, closes what is folded out over the page.
document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details.cite[open]")) if (!open.contains(event.target)) open.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const open of document.querySelectorAll("details.cite[open]")) open.open = false;
  if (typing(event.target)) event.target.blur();
});

// "Cite this" can be copied with one click.
for (const box of document.querySelectorAll(".cite-box")) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(box.querySelector(".cite-words").textContent.trim());
    button.textContent = "Copied";
  });
  box.append(button);
}
