// Words of the article: where a selection stands in it, counted in code points, and selecting them by keys.

const length = (text) => Array.from(text).length;

/** Code points of the article in the paragraph before a point: what cannot be seen is shown as a sign, and is one. */
function before(paragraph, node, offset) {
  const range = document.createRange();
  range.setStart(paragraph, 0);
  range.setEnd(node, offset);
  const part = range.cloneContents();
  const odd = part.querySelectorAll(".odd");
  odd.forEach((sign) => { sign.textContent = ""; });
  return length(part.textContent) + odd.length;
}

/** Where a point of the page stands in the article; null outside the text. */
function place(node, offset) {
  const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  const paragraph = element.closest?.("p[data-start]");
  if (!paragraph) return null;
  return Number(paragraph.dataset.start) + before(paragraph, node, offset);
}

/** The selection as [start, end) in the article, or null where nothing in its text is selected. */
export function selectedSpan(stage) {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!stage.querySelector(".rv-words")?.contains(range.commonAncestorContainer)) return null;
  const start = place(range.startContainer, range.startOffset);
  let end = place(range.endContainer, range.endOffset);
  if (end === null && start !== null) end = start + length(range.toString());
  return start === null || end <= start ? null : [start, end];
}

export const bySpan = ([start, end]) => ({ start, end });

/** The text node and offset at which a place of the article stands on the page. */
function point(words, at) {
  const paragraphs = [...words.querySelectorAll("p[data-start]")];
  const paragraph = paragraphs.findLast((p) => Number(p.dataset.start) <= at) ?? paragraphs[0];
  let left = at - Number(paragraph.dataset.start);
  const texts = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  let node = null;
  while (texts.nextNode()) {
    node = texts.currentNode;
    if (node.parentElement.closest(".odd")) { left -= 1; continue; }
    const points = Array.from(node.data);
    if (left <= points.length) return [node, points.slice(0, left).join("").length];
    left -= points.length;
  }
  return node ? [node, node.data.length] : [paragraph, 0];
}

/** Scroll so that the evidence, or the span, is in sight; a span is selected. */
export function showSpot(words, span = null) {
  if (!words) return;
  if (span) {
    select(words, span);
    getSelection().focusNode?.parentElement?.scrollIntoView({ block: "center" });
    return;
  }
  const marks = words.querySelectorAll(".ev");
  if (!marks.length) return;
  const box = words.getBoundingClientRect();
  const first = marks[0].getBoundingClientRect().top - box.top + words.scrollTop;
  const last = marks[marks.length - 1].getBoundingClientRect().bottom - box.top + words.scrollTop;
  // The middle of the evidence in the upper third; where it is longer than the window, its beginning.
  const room = words.clientHeight;
  words.scrollTop = last - first > room * 0.7 ? first - room * 0.12 : (first + last) / 2 - room * 0.4;
}

export function select(words, [start, end]) {
  const range = document.createRange();
  range.setStart(...point(words, start));
  range.setEnd(...point(words, end));
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

/** Select the word at which the evidence, or the element, begins. */
export function startAt(words, element) {
  const from = element ?? words.querySelector(".ev") ?? words.querySelector("p[data-start]");
  const range = document.createRange();
  range.selectNodeContents(from);
  range.collapse(true);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  selection.modify("extend", "forward", "word");
  trim();
}

const MOVES = {
  ArrowRight: ["forward", "word"], ArrowLeft: ["backward", "word"],
  ArrowDown: ["forward", "line"], ArrowUp: ["backward", "line"],
};

/** Move the selected word, or with Shift select more; whether the key did that. */
export function moveWord(event, words) {
  const move = MOVES[event.key];
  if (!move) return false;
  const selection = getSelection();
  if (!words.contains(selection.focusNode)) startAt(words);
  const [direction, by] = move;
  if (event.shiftKey) {
    selection.modify("extend", direction, by);
  } else {
    if (direction === "forward") selection.collapseToEnd();
    else selection.collapseToStart();
    if (by === "line") selection.modify("move", direction, "line");
    else if (direction === "backward") selection.modify("move", "backward", "word");
    selection.modify("extend", "forward", "word");
    if (!selection.toString().trim()) { selection.collapseToEnd(); selection.modify("extend", "forward", "word"); }
    trim();
  }
  if (!words.contains(selection.focusNode)) startAt(words);
  selection.focusNode?.parentElement?.scrollIntoView({ block: "nearest" });
  return true;
}

/** Drop white space at the ends of the selection: words end where their letters do. */
function trim() {
  const selection = getSelection();
  const text = selection.toString();
  const range = selection.rangeCount ? selection.getRangeAt(0) : null;
  const tail = text.length - text.trimEnd().length;
  const head = text.length - text.trimStart().length;
  if (!range || !(tail || head) || !text.trim()) return;
  if (tail && range.endContainer.nodeType === Node.TEXT_NODE && range.endOffset >= tail) range.setEnd(range.endContainer, range.endOffset - tail);
  if (head && range.startContainer.nodeType === Node.TEXT_NODE && range.startOffset + head <= range.startContainer.data.length) range.setStart(range.startContainer, range.startOffset + head);
  selection.removeAllRanges();
  selection.addRange(range);
}
