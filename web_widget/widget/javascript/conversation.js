// One conversation with the gateway. It tells a listener what happens, and knows nothing of how that is shown.

import { words } from "./messages.js";

export class Conversation {
  #gateway;
  #memory;
  #listener;
  #round = 0;
  #opening = [];
  waiting = false;

  /** The listener has waiting(text), answered(text, cards), failed(error, text). */
  constructor(gateway, memory, listener) {
    this.#gateway = gateway;
    this.#memory = memory;
    this.#listener = listener;
  }

  get items() {
    return this.#memory.state.items;
  }

  /** Get the opening cards. */
  begin = () => this.#attempt("", () => this.#open());

  /** Ask something; start a conversation if there is none. */
  send(text) {
    const isDropped = this.#watched();
    return this.#attempt(text, async () => {
      if (!this.#memory.state.conversation) this.#opening = await this.#open();
      if (isDropped()) return [];
      const reply = await this.#gateway.ask(this.#memory.state.conversation, text);
      return this.items.length ? listed(reply) : [...this.#opening, ...listed(reply)];
    });
  }

  /** Say whether an answer helped; gives the cards in reply, none if the chat was dropped meanwhile. */
  async judge(judgement) {
    const isDropped = this.#watched();
    const reply = await this.#gateway.judge(this.#memory.state.conversation, judgement);
    return isDropped() ? [] : listed(reply);
  }

  /** Note something about an item, such as that it was judged. */
  mark(item, changes) {
    Object.assign(item, changes);
    this.#memory.keep({});
  }

  add(items) {
    this.#memory.keep({ items: [...this.items, ...items] });
  }

  /** Drop what was said, and stop waiting for a reply that is on its way. */
  clear() {
    this.#round += 1;
    this.#opening = [];
    this.waiting = false;
    this.#memory.keep({ conversation: null, items: [], draft: "" });
  }

  /** Have the assistant forget the conversation, then drop it here. */
  async remove() {
    const { conversation } = this.#memory.state;
    if (conversation) await this.#gateway.forget(conversation);
    this.clear();
  }

  /** Start a conversation. One that nobody wants any more is forgotten at once. */
  async #open() {
    const isDropped = this.#watched();
    const opened = await this.#gateway.begin();
    if (isDropped()) {
      this.#gateway.forget(opened.conversation).catch(() => {}); // it holds nothing yet, and is gone after its days
      return [];
    }
    this.#memory.keep({ conversation: opened.conversation });
    return listed(opened);
  }

  /** A function that tells whether the chat was dropped since now. */
  #watched() {
    const round = this.#round;
    return () => round !== this.#round;
  }

  async #attempt(text, call) {
    if (this.waiting) return;
    const isDropped = this.#watched();
    this.waiting = true;
    this.#listener.waiting(text);
    try {
      const cards = await call();
      if (isDropped()) return;
      this.waiting = false;
      this.#listener.answered(text, cards);
    } catch (error) {
      if (isDropped()) return;
      this.waiting = false;
      if (error.kind === "ended") this.#memory.keep({ conversation: null });
      this.#listener.failed(error, text);
    }
  }
}

/** The cards of a reply, after a notice of what the gateway took out of the message for privacy. */
function listed(reply) {
  const removed = reply.notice?.removed ?? [];
  const what = [...new Set(removed.map((one) => one.words))].join(", ");
  const notice = what ? [{ type: "notice", text: [reply.notice.text, words.takenOut(what)].filter(Boolean).join(" ") }] : [];
  return [...notice, ...(Array.isArray(reply.messages) ? reply.messages : [])];
}
