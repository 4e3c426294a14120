// Small helpers that every part of the page uses.

export const find = (id) => document.getElementById(id);

/** An element with properties; `children` are nodes and texts, empty ones are left out. */
export function make(tag, properties = {}, ...children) {
  const { label, data, ...rest } = properties;
  const node = Object.assign(document.createElement(tag), tag === "button" ? { type: "button" } : {}, rest);
  if (label) node.setAttribute("aria-label", label);
  Object.assign(node.dataset, data || {});
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

export function setAttributes(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === false) node.removeAttribute(name);
    else node.setAttribute(name, value === true ? "" : value);
  }
  return node;
}

const kept = new WeakMap();

/** Draws rows ({key, sign, draw}) into `parent`; a row whose sign is as before keeps its node, with all that it is. */
export function drawRows(parent, rows) {
  const before = kept.get(parent) || new Map();
  const now = new Map();
  const focused = findFocused(before);
  for (const row of rows) {
    const old = before.get(row.key);
    now.set(row.key, old && old.sign === row.sign ? old : { sign: row.sign, node: row.draw() });
  }
  const nodes = new Set([...now.values()].map((row) => row.node));
  for (const old of before.values()) {
    if (!nodes.has(old.node)) old.node.remove();
  }
  let next = parent.firstChild;
  for (const node of nodes) {
    if (node === next) next = next.nextSibling;
    else parent.insertBefore(node, next);
  }
  kept.set(parent, now);
  if (focused && now.has(focused.key)) {
    const target = listFocusable(now.get(focused.key).node)[focused.index];
    if (target !== document.activeElement) target?.focus({ preventScroll: true });
  }
}

const listFocusable = (node) => [node, ...node.querySelectorAll("a, button, input")];

/** Where the keyboard is, so that a row that is drawn anew does not lose it. */
function findFocused(rows) {
  for (const [key, row] of rows) {
    if (row.node.contains(document.activeElement)) return { key, index: listFocusable(row.node).indexOf(document.activeElement) };
  }
  return null;
}

export const initials = (name) => name.split(/\s+/).map((word) => [...word][0] || "").join("").slice(0, 2).toUpperCase();

export const tint = (id) => `tint-${(Math.abs(Number(id)) % 1009) % 7}`;

const HOUR = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long" });
export const clock = (seconds) => HOUR.format(new Date(seconds * 1000));
export const day = (seconds) => {
  const [date, today] = [new Date(seconds * 1000), new Date()];
  return date.toDateString() === today.toDateString() ? "Today" : DAY.format(date);
};

/** A verb of the server's controls; what it returns. An error's text goes to the toast. */
export async function control(verb, body) {
  const answer = await fetch(`/_control/${verb}`, { method: "POST", body: JSON.stringify(body) });
  const found = await answer.json();
  if (!answer.ok) {
    toast(found.error);
    throw new Error(found.error);
  }
  return found.result;
}

let hiding = 0;

export function toast(text) {
  const node = find("toast");
  node.textContent = text;
  node.hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(() => { node.hidden = true; }, 3500);
}
