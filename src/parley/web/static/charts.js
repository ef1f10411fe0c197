// Makes charts quicker to read; they say all they have to say without it.
"use strict";

// Network: what is not tied to the node under the pointer steps back.
for (const svg of document.querySelectorAll("svg.network")) {
  const sides = [...svg.querySelectorAll(".side-of")];
  const ties = [...svg.querySelectorAll(".tie-of")];
  const show = (id) => {
    const near = new Set(id === null ? [] : [id]);
    for (const tie of ties) {
      const ends = [tie.dataset.one, tie.dataset.other];
      const touched = id === null || ends.includes(id);
      tie.classList.toggle("dim", !touched);
      if (touched) ends.forEach((end) => near.add(end));
    }
    for (const side of sides) side.classList.toggle("dim", id !== null && !near.has(side.dataset.id));
  };
  for (const side of sides) {
    for (const on of ["pointerenter", "focus"]) side.addEventListener(on, () => show(side.dataset.id));
    for (const off of ["pointerleave", "blur"]) side.addEventListener(off, () => show(null));
  }
}

// Timeline: a kind can be hidden by its sign in the key.
for (const figure of document.querySelectorAll(".chart-figure")) {
  if (!figure.querySelector("svg.lanes")) continue;
  for (const item of figure.querySelectorAll(".chart-key li")) {
    const kind = [...(item.querySelector(".sign")?.classList ?? [])].find((name) => name.startsWith("k-"));
    if (!kind) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "chart-toggle";
    button.setAttribute("aria-pressed", "true");
    button.append(...item.childNodes);
    item.append(button);
    button.addEventListener("click", () => {
      const on = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(on));
      for (const row of figure.querySelectorAll(`.row.${kind}`)) row.classList.toggle("gone", !on);
    });
  }
}

// Map: buttons, wheel with Ctrl, and two fingers zoom; dragging moves a map that is zoomed.
for (const svg of document.querySelectorAll("svg.map")) {
  const whole = svg.viewBox.baseVal;
  const full = { x: whole.x, y: whole.y, width: whole.width, height: whole.height };
  const view = { ...full };
  const apply = () => {
    view.width = Math.min(Math.max(view.width, full.width / 24), full.width);
    view.height = (view.width / full.width) * full.height;
    view.x = Math.min(Math.max(view.x, 0), full.width - view.width);
    view.y = Math.min(Math.max(view.y, 0), full.height - view.height);
    svg.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
    const scale = view.width / full.width;
    // Circles and letters keep their size while places move apart.
    for (const mark of svg.querySelectorAll("[data-x]")) {
      const { x, y } = mark.dataset;
      mark.setAttribute("transform", `translate(${x} ${y}) scale(${scale}) translate(${-x} ${-y})`);
    }
    svg.classList.toggle("zoomed", scale < 0.99);
  };
  const zoom = (factor, px = 0.5, py = 0.5) => {
    const x = view.x + px * view.width;
    const y = view.y + py * view.height;
    view.width /= factor;
    apply();
    view.x = x - px * view.width;
    view.y = y - py * view.height;
    apply();
  };
  const tools = document.createElement("div");
  tools.className = "map-tools";
  for (const [sign, words, act] of [
    ["+", "Zoom in", () => zoom(1.6)],
    ["−", "Zoom out", () => zoom(1 / 1.6)],
    ["⤢", "Whole map", () => { Object.assign(view, full); apply(); }],
  ]) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sign;
    button.title = words;
    button.setAttribute("aria-label", words);
    button.addEventListener("click", act);
    tools.append(button);
  }
  svg.parentElement.append(tools);

  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const box = svg.getBoundingClientRect();
    zoom(Math.exp(-event.deltaY / 300), (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  }, { passive: false });

  let from = null;
  let moved = false;
  svg.addEventListener("pointerdown", (event) => {
    moved = false;
    if (event.button === 0 && svg.classList.contains("zoomed")) from = { x: event.clientX, y: event.clientY };
  });
  window.addEventListener("pointermove", (event) => {
    if (!from) return;
    const scale = view.width / svg.getBoundingClientRect().width;
    moved ||= Math.hypot(event.clientX - from.x, event.clientY - from.y) > 4;
    view.x -= (event.clientX - from.x) * scale;
    view.y -= (event.clientY - from.y) * scale;
    from = { x: event.clientX, y: event.clientY };
    apply();
  });
  window.addEventListener("pointerup", () => { from = null; });
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  svg.addEventListener("click", (event) => { if (moved) event.preventDefault(); }, true);
}
