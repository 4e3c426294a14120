// Writing: text, replies, edits, the menu of commands, and inline results.

import { control, drawRows, find, make, setAttributes } from "./dom.js";
import { plain } from "./draw.js";
import { bot, currentChat, handle, me, nameOf, placeKey, state } from "./state.js";

const PAUSE = 250;
let redraw = () => {};
let place = "";
let isMenuOpen = false;
let chosen = 0;
let asking = 0;

export function setUpComposer(draw) {
  redraw = draw;
  const text = find("text");
  text.addEventListener("input", () => {
    isMenuOpen = false;
    noteText();
  });
  text.addEventListener("keydown", pressKey);
  find("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  find("context-close").addEventListener("click", () => {
    if (state.edit) put("");
    clearContext();
    redraw();
  });
  find("menu").addEventListener("click", () => {
    isMenuOpen = !isMenuOpen;
    chosen = 0;
    drawComposer();
  });
}

/** Puts a text where one types, as if typed. */
export function put(value) {
  const text = find("text");
  text.value = value;
  text.focus();
  noteText();
}

export function replyTo(message) {
  state.reply = message;
  state.edit = null;
  redraw();
  find("text").focus();
}

export function editMessage(message) {
  state.edit = message;
  state.reply = null;
  put(message.text);
  redraw();
}

export function clearContext() {
  state.reply = state.edit = state.inline = null;
  isMenuOpen = false;
}

async function send() {
  const text = find("text").value.trim();
  const chat = currentChat();
  if (!text || !chat) return;
  const { edit, reply } = state;
  if (!edit && readInline() !== null && offered().length) {
    offered()[chosen]?.choose();
    return;
  }
  put("");
  clearContext();
  redraw();
  if (edit) await control("people/edit", { chat_id: edit.chat, message_id: edit.id, text }).catch(() => {});
  else await write(text, reply);
  find("messages").scrollTop = find("messages").scrollHeight;
}

function write(text, reply = null) {
  const where = { chat_id: state.chat, user_id: state.as, text, thread_id: state.thread };
  return control("people/write", reply ? { ...where, reply_to: reply.id } : where).catch(() => {});
}

function noteText() {
  const text = find("text");
  state.drafts.set(placeKey(), text.value);
  text.style.height = "auto";
  text.style.height = `${Math.min(text.scrollHeight, 160)}px`;
  find("send").disabled = !text.value.trim();
  chosen = 0;
  askInline();
  drawChoices();
}

function pressKey(event) {
  const rows = offered();
  const count = rows.length;
  if (event.key === "Escape") {
    isMenuOpen = false;
    clearContext();
    redraw();
  } else if (count && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    chosen = (chosen + (event.key === "ArrowDown" ? 1 : count - 1)) % count;
    drawChoices();
  } else if (count && event.key === "Tab" && rows[chosen].complete) {
    event.preventDefault();
    put(rows[chosen].complete);
  } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    send();
  }
}

/** The question of "@bot question", or null where nothing of the kind is being typed. */
function readInline() {
  const text = find("text").value;
  const start = `${handle()} `.toLowerCase();
  return state.world && text.toLowerCase().startsWith(start) ? text.slice(start.length) : null;
}

function askInline() {
  clearTimeout(asking);
  const query = readInline();
  if (query === null || state.edit) {
    state.inline = null;
    return;
  }
  if (state.inline?.query === query) return;
  state.inline = { query, id: null, before: state.inline?.id || state.inline?.before || null };
  asking = setTimeout(async () => {
    const id = await control("people/inline", { user_id: state.as, query, chat_id: state.chat }).catch(() => null);
    if (state.inline?.query === query && id) state.inline.id = String(id);
    drawChoices();
  }, PAUSE);
}

/** What stands above the text to choose from: results of inline mode, or commands. */
function offered() {
  const chat = state.world && currentChat();
  if (!chat) return [];
  if (state.inline) return offerResults();
  const text = find("text").value;
  const begun = /^\/(\w*)$/.exec(text);
  if (!isMenuOpen && !begun) return [];
  const suffix = chat.type === "private" ? "" : handle();
  const fitting = chat.commands.filter((one) => isMenuOpen || one.command.startsWith(begun[1]));
  return fitting.map((one) => ({
    key: one.command,
    title: `/${one.command}`,
    detail: one.description,
    complete: `/${one.command}${suffix} `,
    choose: () => {
      isMenuOpen = false;
      put("");
      write(`/${one.command}${suffix}`);
    },
  }));
}

function offerResults() {
  const { inline } = state.world;
  const found = inline?.[state.inline.id] || inline?.[state.inline.before];
  return (found?.results || []).map((result) => ({
    key: `inline ${result.id}`,
    title: result.title,
    detail: result.description,
    isResult: true,
    choose: async () => {
      const id = inline[state.inline.id] ? state.inline.id : state.inline.before;
      const choice = { user_id: state.as, chat_id: state.chat, query_id: id, result_id: result.id };
      put("");
      clearContext();
      drawChoices();
      await control("people/choose", state.thread ? { ...choice, thread_id: state.thread } : choice).catch(() => {});
    },
  }));
}

function drawChoices() {
  const rows = offered();
  const list = find("choices");
  chosen = Math.min(chosen, Math.max(0, rows.length - 1));
  const note = describeInline(rows.length);
  list.hidden = !rows.length && !note;
  setAttributes(list, { "aria-label": state.inline ? `Results of ${handle()}` : "Commands" });
  find("menu").setAttribute("aria-expanded", String(isMenuOpen));
  const drawn = rows.map((row, index) => ({
    key: row.key,
    sign: JSON.stringify([row.title, row.detail, index === chosen, state.inline?.id, placeKey()]),
    draw: () => {
      const node = setAttributes(make("button", { className: row.isResult ? "choice result" : "choice" },
        make("b", {}, row.title), make("span", {}, row.detail)), { role: "option", "aria-selected": String(index === chosen) });
      node.addEventListener("click", row.choose);
      return node;
    },
  }));
  if (note) drawn.push({ key: "note", sign: note, draw: () => make("p", { className: "note" }, note) });
  drawRows(list, drawn);
  list.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
}

function describeInline(count) {
  if (!state.inline || count) return "";
  const found = state.world.inline?.[state.inline.id];
  if (!found) return `${bot().name} is looking …`;
  return found.button || "Nothing found";
}

export function drawComposer() {
  const chat = currentChat();
  find("composer").hidden = !chat;
  if (!chat) return;
  if (place !== placeKey()) {
    place = placeKey();
    find("text").value = state.drafts.get(place) || "";
    noteText();
  }
  const { reply, edit } = state;
  find("context").hidden = !reply && !edit;
  find("context-title").textContent = edit ? "Edit message" : reply ? `Reply to ${nameOf(reply.sender)}` : "";
  find("context-preview").textContent = edit ? plain(edit) : reply ? plain(reply) : "";
  find("menu").hidden = !chat.commands.length || Boolean(edit);
  find("send").setAttribute("aria-label", edit ? "Save" : "Send");
  drawInstead(chat);
  drawChoices();
}

/** Where nothing can be written, it is said why, with the way out where there is one. */
function drawInstead(chat) {
  const thread = chat.threads.find((one) => one.id === state.thread);
  const instead = find("instead");
  const isBlocked = chat.type === "private" && me().blocked;
  const isClosed = Boolean(thread?.is_closed) && !chat.is_administrator;
  find("line").hidden = isBlocked || isClosed;
  instead.hidden = !isBlocked && !isClosed;
  if (instead.hidden) return;
  const unblock = make("button", { className: "act" }, "Unblock the bot");
  unblock.addEventListener("click", () => control("gatherings/unblock", { user_id: me().id }).catch(() => {}));
  instead.replaceChildren(isBlocked ? unblock : "This thread is closed.");
}
