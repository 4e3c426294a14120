// The list of chats and the chat itself, drawn from the world.

import { clock, day, drawRows, find, initials, make, setAttributes, tint } from "./dom.js";
import { fill } from "./entities.js";
import {
  address, bot, countUnread, currentChat, isService, markSeen, messagesOf, nameOf, state, unfoldedOf,
} from "./state.js";

const LANGUAGES = { en: "English", ru: "русский", uk: "українська" };
const MEDIA = { photo: "Photo", voice: "Voice message", video: "Video", sticker: "Sticker", document: "File" };

export function drawPeople() {
  const rows = state.world.people.map((person) => ({
    key: person.id,
    sign: person.name,
    draw: () => {
      const input = make("input", { type: "radio", name: "person", value: person.id });
      input.addEventListener("change", () => { location.hash = address(person.id, state.chat < 0 ? state.chat : null); });
      const language = LANGUAGES[person.language] || person.language || "";
      return make("label", { className: "person", title: `You are ${person.name}, whose Telegram speaks ${language}` },
        input, make("span", { className: "person-name" }, person.name), make("small", {}, person.language || ""));
    },
  }));
  drawRows(find("people"), rows);
  for (const input of document.querySelectorAll("#people input")) input.checked = Number(input.value) === state.as;
}

export function drawChats() {
  const chats = [...state.world.chats].sort((a, b) => newest(b) - newest(a) || b.id - a.id);
  drawRows(find("chats"), chats.map((chat) => {
    const last = chat.messages.at(-1);
    const threads = chat.is_forum ? chat.threads.map((thread) => thread.id) : [null];
    const unread = threads.reduce((sum, thread) => sum + countUnread(chat, thread), 0);
    const isOpen = chat.id === state.chat;
    return {
      key: chat.id,
      sign: JSON.stringify([state.as, chat.title, last, unread, isOpen, chat.type]),
      draw: () => setAttributes(make("a", { className: "row", href: address(state.as, chat.id), data: { chat: chat.id } },
        make("span", { className: `avatar ${tint(faceOf(chat))}`, ariaHidden: "true" }, initials(chat.title)),
        make("span", { className: "row-text" },
          make("span", { className: "row-line" }, make("b", {}, chat.title),
            make("time", {}, last ? clock(last.date) : "")),
          make("span", { className: "row-line" }, make("span", { className: "row-preview" }, preview(chat, last)),
            unread ? make("span", { className: "badge", label: `${unread} unread` }, String(unread)) : ""))),
      { "aria-current": isOpen ? "true" : null }),
    };
  }));
}

/** A private chat looks like whom it is with. */
const faceOf = (chat) => (chat.type === "private" ? bot().id : chat.id);
const newest = (chat) => chat.messages.at(-1)?.date || 0;

function preview(chat, message) {
  if (!message) return "";
  if (isService(message)) return serviceText(message);
  const who = message.sender === state.as ? "You: " : chat.type === "private" ? "" : `${nameOf(message.sender)}: `;
  return who + plain(message).slice(0, 90);
}

const plain = (message) => message.text.replace(/\s+/g, " ") || MEDIA[message.media[0]] || "";

export function serviceText(message) {
  const who = message.as_chat ? "The group" : nameOf(message.sender);
  const what = message.service;
  const join = (users) => users.map((user) => (user.id === message.sender ? "" : user.first_name)).join(", ");
  if (what.new_chat_members) {
    const added = join(what.new_chat_members);
    return added ? `${who} added ${added}` : `${who} joined`;
  }
  if (what.left_chat_member) {
    return what.left_chat_member.id === message.sender ? `${who} left` : `${who} removed ${what.left_chat_member.first_name}`;
  }
  if (what.forum_topic_created) return `${who} opened the thread “${what.forum_topic_created.name}”`;
  if (what.forum_topic_closed) return `${who} closed the thread`;
  if (what.forum_topic_reopened) return `${who} reopened the thread`;
  if (what.migrate_to_chat_id) return `${who} made this group a supergroup`;
  if (what.migrate_from_chat_id) return "This is a supergroup now";
  return Object.keys(what).join(", ").replaceAll("_", " ");
}

export function drawHeader() {
  const chat = currentChat();
  find("chat").classList.toggle("empty", !chat);
  if (!chat) {
    find("chat-title").textContent = "";
    find("chat-status").textContent = "Choose a chat";
    return;
  }
  find("chat-title").textContent = chat.title;
  const avatar = find("chat-avatar");
  avatar.className = `avatar ${tint(faceOf(chat))}`;
  avatar.textContent = initials(chat.title);
  const isTyping = chat.typing.some((one) => one.thread === state.thread);
  find("chat-status").classList.toggle("typing", isTyping);
  const people = `${chat.members} members`;
  const still = chat.type === "private" ? "bot" : chat.is_forum ? `forum, ${people}` : `${chat.type}, ${people}`;
  const who = chat.type === "private" ? "typing" : `${bot().name} is typing`;
  find("chat-status").textContent = isTyping ? who : still;
}

export function drawThreads() {
  const chat = currentChat();
  const threads = chat?.is_forum ? chat.threads : [];
  find("threads").hidden = !threads.length;
  drawRows(find("threads"), threads.map((thread) => {
    const isOpen = thread.id === state.thread;
    const unread = isOpen ? 0 : countUnread(chat, thread.id);
    return {
      key: `${chat.id}:${thread.control_id}`,
      sign: JSON.stringify([state.as, thread, isOpen, unread]),
      draw: () => setAttributes(make("a", { className: "thread", href: address(state.as, chat.id, thread.id) },
        thread.is_closed ? make("span", { className: "lock", label: "closed" }, "🔒") : "", thread.name,
        unread ? make("span", { className: "badge", label: `${unread} unread` }, String(unread)) : ""),
      { role: "tab", "aria-selected": String(isOpen) }),
    };
  }));
}

/** `acts`: what a message can do: {reply, edit, react, tap, command}. Scrolls down when it was at the end before. */
export function drawMessages(acts) {
  const list = find("messages");
  const chat = currentChat();
  const shown = chat ? messagesOf(chat, state.thread) : [];
  const wasAtEnd = isAtEnd() || list.dataset.place !== `${state.as}/${state.chat}/${state.thread}`;
  const rows = [];
  let before = null;
  for (const message of shown) {
    if (!before || day(before.date) !== day(message.date)) {
      rows.push({ key: `day ${day(message.date)}`, sign: "", draw: () => make("div", { className: "day" }, day(message.date)) });
    }
    rows.push(makeRow(chat, message, before, acts));
    before = message;
  }
  if (chat && !shown.length) {
    rows.push({ key: "nothing", sign: "", draw: () => make("div", { className: "day" }, "Nothing here yet") });
  }
  drawRows(list, rows);
  markShort(list);
  list.dataset.place = `${state.as}/${state.chat}/${state.thread}`;
  if (wasAtEnd) list.scrollTop = list.scrollHeight;
  noteScroll();
  if (chat && !document.hidden) markSeen(chat);
}

/** `grown`: pixels that the last message has grown by since. */
export const isAtEnd = (grown = 0) => {
  const list = find("messages");
  return list.scrollHeight - list.scrollTop - list.clientHeight < grown + 60;
};

export function noteScroll() {
  find("down").hidden = isAtEnd();
}

/** Quotations that fit need no arrow. */
function markShort(list) {
  for (const quote of list.querySelectorAll(".expandable:not(.measured)")) {
    const text = quote.querySelector(".folded-text");
    if (!text.clientHeight) continue;
    quote.classList.add("measured");
    if (!quote.classList.contains("open")) quote.classList.toggle("short", text.scrollHeight <= text.clientHeight + 2);
  }
}

function makeRow(chat, message, before, acts) {
  const key = `${message.chat}:${message.id}`;
  if (isService(message)) {
    const text = serviceText(message);
    return { key, sign: text, draw: () => make("div", { className: "service" }, text) };
  }
  const follows = before && !isService(before) && before.sender === message.sender && message.date - before.date < 600
    && before.as_chat === message.as_chat;
  const replied = message.reply_to ? chat.messages.find((one) => one.chat === message.chat && one.id === message.reply_to) : null;
  const waiting = [...state.taps.values()].filter((tap) => tap.key === key).map((tap) => tap.data);
  const quoted = replied ? [nameOf(replied.sender), plain(replied).slice(0, 120), replied.id] : null;
  const sign = JSON.stringify([state.as, message, follows, quoted, waiting, chat.type, chat.has_bot]);
  return { key, sign, draw: () => drawMessage(chat, message, { follows, quoted, waiting, acts }) };
}

function drawMessage(chat, message, { follows, quoted, waiting, acts }) {
  const isOwn = message.sender === state.as;
  const name = message.as_chat ? chat.title : nameOf(message.sender);
  const text = make("div", { className: "text" });
  if (message.media.length) text.append(drawMedia(message), message.picture ? "" : "\n");
  fill(text, message.text, message.entities, unfoldedOf(message), acts.command);
  text.append(make("span", { className: "meta" }, message.edited ? "edited " : "", make("time", {}, clock(message.date))));
  const bubble = make("div", { className: "bubble" },
    !isOwn && !follows && chat.type !== "private" ? make("div", { className: `name ${tint(message.sender)}` }, name) : "",
    message.via_bot ? make("div", { className: "via" }, `via @${bot().username}`) : "",
    quoted ? drawQuoted(message, quoted) : "", text, drawReactions(message, acts));
  const stack = make("div", { className: "stack" }, bubble, drawKeyboard(message, waiting, acts));
  const node = make("article", {
    className: ["message", isOwn ? "own" : "", follows ? "follows" : "", chat.type === "private" ? "" : "among"].join(" "),
    label: `${isOwn ? "You" : name}, ${clock(message.date)}`, data: { id: message.id, chat: message.chat },
  }, !isOwn && chat.type !== "private"
    ? make("span", { className: `avatar small ${tint(message.sender)}`, ariaHidden: "true" }, follows ? "" : initials(name)) : "",
  stack, message.chat === chat.id ? drawTools(message, isOwn, acts) : "");
  return node;
}

function drawMedia(message) {
  const label = MEDIA[message.media[0]] || "File";
  if (!message.picture) return make("span", { className: "media" }, label);
  const image = make("img", { className: "picture", src: `/_page/pictures/${message.picture}`, alt: label });
  image.addEventListener("load", () => { if (isAtEnd(image.height)) find("messages").scrollTop = find("messages").scrollHeight; });
  return image;
}

function drawQuoted(message, [name, text, id]) {
  const button = make("button", { className: "quoted", label: `Reply to ${name}: ${text}` }, make("b", {}, name), make("span", {}, text));
  button.addEventListener("click", () => {
    const target = document.querySelector(`.message[data-id="${id}"][data-chat="${message.chat}"]`);
    target?.scrollIntoView({ block: "center", behavior: "smooth" });
    target?.classList.add("found");
    setTimeout(() => target?.classList.remove("found"), 1200);
  });
  return button;
}

function drawReactions(message, acts) {
  const counts = new Map();
  for (const [who, emoji] of Object.entries(message.reactions)) {
    for (const one of emoji) counts.set(one, [...(counts.get(one) || []), who]);
  }
  if (!counts.size) return "";
  return make("div", { className: "reactions" }, ...[...counts].map(([emoji, who]) => {
    const label = `${emoji} by ${who.map(nameOf).join(", ")}`;
    const button = make("button", { className: "reaction", label, title: label }, emoji, who.length > 1 ? ` ${who.length}` : "");
    button.classList.toggle("mine", who.includes(String(state.as)));
    button.addEventListener("click", () => acts.react(message, emoji));
    return button;
  }));
}

function drawKeyboard(message, waiting, acts) {
  if (!message.keyboard.length) return "";
  return make("div", { className: "keyboard" }, ...message.keyboard.map((row) => make("div", { className: "keys" },
    ...row.map((key) => {
      const button = make("button", { className: "key" }, key.text);
      if (key.url) button.classList.add("key-link");
      if (key.callback_data && waiting.includes(key.callback_data)) button.setAttribute("aria-busy", "true");
      button.addEventListener("click", () => acts.tap(message, key));
      return button;
    }))));
}

function drawTools(message, isOwn, acts) {
  const tool = (name, label, act) => {
    const button = make("button", { className: `tool ${name}`, label, title: label });
    button.addEventListener("click", () => act(message));
    return button;
  };
  const like = tool("tool-react", "React with 👍", (one) => acts.react(one, "👍"));
  return make("div", { className: "tools" }, tool("tool-reply", "Reply", acts.reply),
    isOwn && !message.media.length ? tool("tool-edit", "Edit", acts.edit) : "", isOwn ? "" : like);
}

export { plain };
