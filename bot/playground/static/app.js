// The page's life: fetches the world whenever it changes, and carries out what the person does.

import { control, find, toast } from "./dom.js";
import { drawChats, drawHeader, drawMessages, drawPeople, drawThreads, noteScroll } from "./draw.js";
import { clearContext, drawComposer, editMessage, put, replyTo, setUpComposer } from "./composer.js";
import { address, bot, currentChat, handle, readAddress, state } from "./state.js";
import { drawTrouble } from "./trouble.js";

const acts = {
  reply: replyTo,
  edit: editMessage,
  tap: tapKey,
  react: (message, emoji) => {
    const mine = message.reactions[state.as] || [];
    const now = mine.includes(emoji) ? [] : [emoji];
    return control("people/react", { args: [message.chat, message.id, state.as, ...now] }).catch(() => {});
  },
  command: (text) => {
    const chat = currentChat();
    const whole = chat.type === "private" || text.includes("@") ? text : `${text}${handle()}`;
    control("people/write", { chat_id: chat.id, user_id: state.as, text: whole, thread_id: state.thread }).catch(() => {});
  },
};

async function tapKey(message, key) {
  if (key.url) open(key.url, "_blank", "noopener");
  else if (key.copy_text) {
    await navigator.clipboard.writeText(key.copy_text.text);
    toast("Copied");
  } else if ("switch_inline_query_current_chat" in key) put(`${handle()} ${key.switch_inline_query_current_chat}`);
  else if (key.callback_data) {
    const where = { chat_id: message.chat, message_id: message.id, user_id: state.as, data: key.callback_data };
    const query = await control("people/tap_data", where).catch(() => null);
    if (query) state.taps.set(query, { key: `${message.chat}:${message.id}`, data: key.callback_data, at: Date.now() });
    draw();
  }
}

/** Answers of taps become toasts, or a dialog where the bot wants one. */
function showAnswers() {
  for (const [query, tap] of state.taps) {
    const answer = state.world.taps[query];
    if (!answer && Date.now() - tap.at < 30000) continue;
    state.taps.delete(query);
    if (!answer) toast("The bot did not answer the tap.");
    else if (answer.text && answer.show_alert) {
      find("alert-text").textContent = answer.text;
      find("alert").showModal();
    } else if (answer.text) toast(answer.text);
  }
}

let forgetTyping = 0;

function draw() {
  if (!state.world) return;
  showAnswers();
  const chat = currentChat();
  document.body.dataset.view = chat ? "chat" : "list";
  drawPeople();
  drawHeader();
  drawThreads();
  drawMessages(acts);
  drawChats();
  drawComposer();
  drawTrouble();
  const unread = document.querySelectorAll("#chats .badge").length;
  document.title = `${unread ? `(${unread}) ` : ""}${chat ? chat.title : bot().name} – playground`;
  clearTimeout(forgetTyping);
  const typing = chat?.typing || [];
  if (typing.length) forgetTyping = setTimeout(refresh, 1000 * Math.max(...typing.map((one) => one.seconds)) + 100);
}

/** A group that became a supergroup is looked at as that one; on a wide screen some chat is always open. */
function settle() {
  const { world } = state;
  let chat = state.chat;
  const moved = world.chats.find((one) => one.was.includes(chat));
  if (moved) chat = moved.id;
  else if (chat && !world.chats.some((one) => one.id === chat)) chat = null;
  if (!chat && matchMedia("(min-width: 760px)").matches) chat = world.chats.find((one) => one.type === "private")?.id || null;
  const as = world.me.id;
  if (as === state.as && chat === state.chat) return;
  history.replaceState(null, "", address(as, chat, chat === state.chat ? state.thread : null));
  readAddress();
}

let isFetching = false;
let isStale = false;

async function refresh() {
  if (isFetching) {
    isStale = true;
    return;
  }
  isFetching = true;
  try {
    do {
      isStale = false;
      const answer = await fetch(`/_page/world?as=${state.as || ""}`);
      const world = await answer.json();
      if (state.as && state.as !== world.me.id && world.people.some((one) => one.id === state.as)) isStale = true;
      else {
        state.world = world;
        settle();
        draw();
      }
    } while (isStale);
  } catch {
    find("chat-status").textContent = "The playground does not answer.";
  } finally {
    isFetching = false;
  }
}

function go() {
  const before = `${state.as}/${state.chat}/${state.thread}`;
  const person = state.as;
  readAddress();
  if (before !== `${state.as}/${state.chat}/${state.thread}`) clearContext();
  if (state.as !== person || !state.world) refresh();
  else {
    settle();
    draw();
  }
}

function toggleTrouble(isOpen) {
  find("trouble").hidden = !isOpen;
  find("trouble-button").setAttribute("aria-expanded", String(isOpen));
  document.body.classList.toggle("with-trouble", isOpen);
  (isOpen ? find("trouble-close") : find("trouble-button")).focus();
}

/** On a phone nothing hovers: a tap on a message shows what can be done with it. */
function activate(event) {
  const message = event.target.closest(".message");
  const wasActive = message?.classList.contains("active");
  for (const other of document.querySelectorAll(".message.active")) other.classList.remove("active");
  if (message && !wasActive && !event.target.closest("a, button")) message.classList.add("active");
}

function listen() {
  const events = new EventSource("/_page/events");
  events.addEventListener("changed", refresh);
  events.addEventListener("error", () => { find("chat-status").textContent = "The playground does not answer."; });
}

addEventListener("hashchange", go);
addEventListener("acted", refresh);
addEventListener("resize", () => draw());
document.addEventListener("visibilitychange", () => draw());
find("messages").addEventListener("scroll", noteScroll, { passive: true });
find("messages").addEventListener("click", activate);
find("down").addEventListener("click", () => { find("messages").scrollTop = find("messages").scrollHeight; });
find("back").addEventListener("click", () => { location.hash = address(state.as); });
find("trouble-button").addEventListener("click", () => toggleTrouble(find("trouble").hidden));
find("trouble-close").addEventListener("click", () => toggleTrouble(false));
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !find("trouble").hidden) toggleTrouble(false);
});
setUpComposer(draw);
readAddress();
listen();
