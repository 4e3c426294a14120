// What the page knows: the world as the server tells it, and where the person is looking.

export const state = {
  world: null,
  as: null,
  chat: null,
  thread: null,
  reply: null,
  edit: null,
  drafts: new Map(),
  seen: new Map(),
  unfolded: new Map(),
  taps: new Map(),
  inline: null,
};

/** `#person/chat/thread`, so that the browser's own Back leads from a chat to the list. */
export function readAddress() {
  const [as, chat, thread] = location.hash.slice(1).split("/").map((part) => (part ? Number(part) : null));
  Object.assign(state, { as: as || null, chat: chat || null, thread: thread || null });
}

export function address(as, chat = null, thread = null) {
  return `#${[as, chat, thread].filter((part) => part !== null).join("/")}`;
}

export const me = () => state.world.me;
export const bot = () => state.world.bot;
export const handle = () => `@${bot().username}`;
export const currentChat = () => state.world.chats.find((chat) => chat.id === state.chat) || null;
export const nameOf = (id) => state.world.names[id] || "Somebody";
export const placeKey = () => `${state.as}:${state.chat}:${state.thread}`;

/** Messages of the place that is looked at: of a forum's thread only its own. */
export function messagesOf(chat, thread) {
  return chat.is_forum ? chat.messages.filter((one) => one.thread === thread) : chat.messages;
}

const isService = (message) => Object.keys(message.service).length > 0;

export function countUnread(chat, thread) {
  const seen = state.seen.get(`${state.as}:${chat.id}:${thread}`) || 0;
  const fresh = messagesOf(chat, thread).slice(seen);
  return fresh.filter((one) => one.sender !== state.as && !isService(one)).length;
}

export function markSeen(chat) {
  if (document.body.dataset.view !== "chat" && matchMedia("(max-width: 759px)").matches) return;
  state.seen.set(`${state.as}:${chat.id}:${state.thread}`, messagesOf(chat, state.thread).length);
}

export function unfoldedOf(message) {
  const key = `${message.chat}:${message.id}`;
  if (!state.unfolded.has(key)) state.unfolded.set(key, new Set());
  return state.unfolded.get(key);
}

export { isService };
