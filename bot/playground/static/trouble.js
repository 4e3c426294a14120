// The panel of troubles: faults of the server at a click, and what becomes of the bot in a chat.

import { control, drawRows, find, make, toast } from "./dom.js";
import { currentChat, me, state } from "./state.js";

const FAULTS = [
  ["Too many requests, wait 3 s", { retry_after: 3 }],
  ["Server error (500)", { code: 500 }],
  ["Bad gateway (502)", { html: true }],
  ["Connection breaks before it is done", { drop: true }],
  ["Connection breaks after it is done", { drop: true, committed: true }],
  ["Slow answer (4 s)", { delay: 4 }],
];
const METHODS = [
  ["sendMessage", "sends a message"],
  ["editMessageText", "edits a message"],
  ["answerCallbackQuery", "answers a tap"],
  ["getUpdates", "fetches updates"],
];

let isBuilt = false;

export function drawTrouble() {
  if (!isBuilt) build();
  drawRows(find("trouble-here"), listHere());
  find("trouble-waiting").textContent = state.world.faults ? `${state.world.faults} waiting to happen` : "Nothing waits to happen";
  drawRows(find("trouble-calls"), state.world.calls.map((call, index) => ({
    key: index,
    sign: JSON.stringify(call),
    draw: () => make("li", { className: call.code === 200 ? "" : "bad" }, make("code", {}, call.method),
      make("span", {}, call.code === null ? "no answer" : call.code === 200 ? "200" : `${call.code} ${call.description}`)),
  })));
}

function build() {
  const method = make("select", { id: "trouble-method" }, ...METHODS.map(([value, text]) => make("option", { value }, text)));
  const times = make("select", { id: "trouble-times", label: "How often" },
    ...[1, 2, 5].map((count) => make("option", { value: count }, count === 1 ? "once" : `${count} times`)));
  const buttons = FAULTS.map(([text, fields]) => act(text, async () => {
    await control("fault", { method: method.value, times: Number(times.value), ...fields });
    toast(`${text}: with the next call`);
  }));
  find("trouble-body").append(
    make("h3", {}, "The next time the bot"),
    make("div", { className: "choose" }, make("label", { className: "grow" },
      make("span", { className: "hidden" }, "Which call"), method), times),
    make("div", { className: "acts" }, ...buttons),
    make("p", { id: "trouble-waiting", className: "note", role: "status" }),
    make("h3", {}, "Here"), make("div", { id: "trouble-here", className: "acts" }),
    make("h3", {}, "What the bot called last"), make("ol", { id: "trouble-calls", className: "calls" }));
  isBuilt = true;
}

function act(text, run) {
  const button = make("button", { className: "act" }, text);
  // An order of trouble changes nothing that the server would tell of by itself.
  button.addEventListener("click", () => run().then(() => dispatchEvent(new Event("acted"))).catch(() => {}));
  return button;
}

/** What can happen to the bot where the person is looking. */
function listHere() {
  const chat = currentChat();
  const rows = [me().blocked
    ? ["Unblock the bot", () => control("gatherings/unblock", { user_id: me().id })]
    : [`${me().name} blocks the bot`, () => control("gatherings/block", { user_id: me().id })]];
  if (chat && chat.type !== "private") rows.push(...listForGroup(chat));
  return rows.map(([text, run]) => ({ key: text, sign: `${state.as}/${state.chat}/${state.thread}`, draw: () => act(text, run) }));
}

function listForGroup(chat) {
  const by = { chat_id: chat.id, by: me().id };
  const rows = [chat.has_bot
    ? ["Remove the bot from the group", () => control("gatherings/remove_bot", by)]
    : ["Add the bot to the group", () => control("gatherings/add_bot", by)]];
  if (chat.type === "group") rows.push(["Make it a supergroup", () => control("gatherings/migrate", by)]);
  const thread = chat.threads.find((one) => one.id === state.thread);
  if (thread) {
    const where = { chat_id: chat.id, thread_id: thread.control_id, user_id: me().id };
    rows.push(thread.is_closed
      ? ["Reopen this thread", () => control("gatherings/reopen_thread", where)]
      : ["Close this thread", () => control("gatherings/close_thread", where)]);
  }
  return rows;
}
