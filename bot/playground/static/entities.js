// Text with the Bot API's entities as DOM nodes. Offsets are UTF-16 units, as are the indexes of JavaScript's strings.

const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote" };
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const SAFE = /^(https?|tg|mailto|tel):/i;

/** Fills `parent`. `unfolded`: a set of the offsets of quotations that are open; `onCommand(text)` sends a command. */
export function fill(parent, text, entities, unfolded, onCommand) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  fillSpan(parent, text, 0, text.length, sorted, { unfolded, onCommand });
}

function fillSpan(parent, text, start, end, entities, hooks) {
  let at = start;
  const waiting = [...entities];
  while (waiting.length) {
    const entity = waiting.shift();
    const last = Math.min(entity.offset + entity.length, end);
    if (last <= at) continue;
    const first = Math.max(entity.offset, at);
    append(parent, text.slice(at, first));
    const inner = takeInner(waiting, last);
    parent.append(makeNode(entity, text, first, last, inner, hooks));
    at = last;
    // The line break after a block is the block's own end already.
    if (BLOCKS.has(entity.type) && text[at] === "\n") at += 1;
  }
  append(parent, text.slice(at, end));
}

/** Those that begin before `last`; what of them reaches beyond stays in the row, cut at `last`. */
function takeInner(waiting, last) {
  const inner = [];
  const rest = [];
  for (const one of waiting) {
    const end = one.offset + one.length;
    if (one.offset >= last) rest.push(one);
    else {
      inner.push({ ...one, length: Math.min(end, last) - one.offset });
      if (end > last) rest.push({ ...one, offset: last, length: end - last });
    }
  }
  waiting.splice(0, waiting.length, ...rest);
  return inner;
}

function append(parent, text) {
  if (text) parent.append(text);
}

function makeNode(entity, text, start, end, inner, hooks) {
  const covered = text.slice(start, end);
  const node = makeElement(entity, covered, hooks);
  fillSpan(node, text, start, end, inner, hooks);
  if (entity.type === "expandable_blockquote") makeExpandable(node, entity.offset, hooks.unfolded);
  return node;
}

function makeElement(entity, covered, hooks) {
  switch (entity.type) {
    case "text_link": return makeLink(entity.url);
    case "url": return makeLink(covered.includes("://") ? covered : `https://${covered}`);
    case "email": return makeLink(`mailto:${covered}`);
    case "bot_command": return makeCommand(covered, hooks.onCommand);
    case "mention": case "text_mention": case "hashtag": case "cashtag": return makeSpan("mention");
    case "spoiler": return makeSpoiler();
    default: return TAGS[entity.type] ? document.createElement(TAGS[entity.type]) : document.createElement("span");
  }
}

function makeSpan(name) {
  const span = document.createElement("span");
  span.className = name;
  return span;
}

function makeLink(url) {
  if (!SAFE.test(url)) return makeSpan("mention");
  const link = document.createElement("a");
  Object.assign(link, { href: url, target: "_blank", rel: "noopener noreferrer" });
  return link;
}

function makeCommand(text, onCommand) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "command";
  button.addEventListener("click", () => onCommand(text));
  return button;
}

function makeSpoiler() {
  const spoiler = makeSpan("spoiler");
  spoiler.addEventListener("click", () => spoiler.classList.add("open"));
  return spoiler;
}

/** Three lines until it is clicked; the arrow is the same for those who use a keyboard. Short ones need neither. */
function makeExpandable(quote, offset, unfolded) {
  quote.classList.add("expandable");
  const arrow = document.createElement("button");
  arrow.type = "button";
  arrow.className = "unfold";
  const body = document.createElement("div");
  body.className = "folded-text";
  body.append(...quote.childNodes);
  quote.append(body, arrow);
  const show = (open) => {
    quote.classList.toggle("open", open);
    arrow.setAttribute("aria-expanded", String(open));
    arrow.setAttribute("aria-label", open ? "Fold the quotation" : "Unfold the quotation");
  };
  show(unfolded.has(offset));
  quote.addEventListener("click", (event) => {
    if (event.target.closest("a, .command") || String(getSelection())) return;
    const open = !quote.classList.contains("open");
    if (open) unfolded.add(offset);
    else unfolded.delete(offset);
    show(open);
  });
}
