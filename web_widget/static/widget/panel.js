// The open chat: its views, its tools, and what is announced.

import { spoken } from "./cards.js";
import { Composer } from "./composer.js";
import { Conversation } from "./conversation.js";
import { element } from "./dom.js";
import { download } from "./exporting.js";
import { Gateway, GatewayError } from "./gateway.js";
import { words } from "./messages.js";
import { panelCss } from "./panel.css";
import { confirmation, privacyNotice } from "./questions.js";
import { Toolbar } from "./toolbar.js";
import { Transcript } from "./transcript.js";

const PATIENCE = 8000;
const NO_RETRY = ["refused"];

export class Panel {
  #host;
  #conversation;
  #transcript;
  #composer;
  #toolbar;
  #status = element("div", { class: "unseen", role: "status" });
  #alert = element("div", { class: "unseen", role: "alert" });
  #view = element("div", { class: "view" });
  #queued = null;
  #patience = 0;

  /** The host has address, memory, name, phone, day(date), topic, small, close(), emit(name, detail), showLarger(is), adopt(css). */
  constructor(host) {
    this.#host = host;
    const gateway = new Gateway(host.address);
    this.#conversation = new Conversation(gateway, host.memory, this);
    this.#transcript = new Transcript({
      ask: (text) => this.send(text),
      judge: (item, judgement) => this.#judge(item, judgement),
      day: host.day,
      download,
      copy: (text, pressed) => this.#toolbar.copy(text, pressed),
    });
    this.#composer = new Composer(this);
    this.#toolbar = new Toolbar(host, {
      turns: () => this.#transcript.turns,
      say: (text) => this.say(text),
      person: () => this.send(words.person),
      restart: () => this.#restart(),
      remove: () => this.#remove(),
    });
    this.node = element("dialog", { "aria-labelledby": "title" }, this.#toolbar.node, this.#view, this.#status, this.#alert);
    host.adopt(panelCss);
    this.#transcript.add(this.#conversation.items);
    this.#composer.text = host.memory.state.draft;
    this.#show(this.#home);
    addEventListener("offline", () => this.#offline());
    addEventListener("online", () => this.#online());
  }

  get #agreed() {
    return this.#host.memory.state.agreed;
  }

  get #home() {
    return this.#agreed ? "chat" : "notice";
  }

  /** Called each time the panel is opened. `focused`: whether a person opened it, so that focus goes in. */
  opened(focused) {
    if (this.#agreed && !this.#conversation.items.length) this.#conversation.begin();
    if (!navigator.onLine) this.#offline();
    if (focused) this.#focus();
    const last = this.#transcript.turns.at(-1);
    if (last) this.#transcript.show(last);
  }

  /** Ask something; before the notice was agreed to, it waits in the field. */
  send(text) {
    if (this.#agreed) return this.#conversation.send(text);
    this.#queued = text;
    this.#composer.text = text;
  }

  /** Close the topmost thing; false where nothing but the panel itself is left. */
  escape() {
    const term = this.node.querySelector(".term:is(:hover, :focus-within):not(.shut)");
    if (term) term.classList.add("shut");
    else if (this.#toolbar.menu.isOpen) this.#toolbar.menu.shut();
    else if (this.#view.dataset.view === "confirm") this.#back();
    else return false;
    return true;
  }

  typed(text) {
    this.#host.memory.keep({ draft: text });
  }

  /** Announce, and nothing else. */
  say(text, region = this.#status) {
    region.textContent = "";
    setTimeout(() => (region.textContent = text), 100);
  }

  waiting(text) {
    if (this.#composer.text.trim() === text) this.#composer.text = "";
    this.#host.memory.keep({ draft: this.#composer.text || text });
    this.#composer.sending(true);
    this.#transcript.pending(text);
    this.say(words.looking);
    this.#patience = setTimeout(() => {
      this.#transcript.slow();
      this.say(words.stillLooking);
    }, PATIENCE);
  }

  answered(text, cards) {
    this.#settle();
    this.typed(this.#composer.text);
    const within = this.#transcript.node.contains(this.node.getRootNode().activeElement);
    this.#add([...(text ? [{ said: text }] : []), ...cards.map((card) => ({ card }))], within && text);
    this.#host.emit("answer", { question: text, cards });
    const queued = this.#queued;
    this.#queued = null;
    if (queued) this.send(queued);
  }

  failed(error, text) {
    this.#settle();
    const known = error instanceof GatewayError ? error : new GatewayError("unreadable");
    if (text && !this.#composer.text) this.#composer.text = text;
    const title = known.kind === "ended" && text ? words.newChat : words.retry;
    this.#problem(known, {
      hint: text && this.#composer.text === text ? words.keptTyped : null,
      action: NO_RETRY.includes(known.kind) ? null : { title, click: () => this.#retry(text) },
    });
    this.#host.emit("error", { kind: known.kind, message: known.message });
  }

  #retry(text) {
    this.#composer.focus();
    if (text) this.send(text);
    else this.#conversation.begin();
  }

  #add(items, focused) {
    this.#conversation.add(items);
    const cards = items.filter((item) => "card" in item);
    const first = this.#transcript.add(items);
    if (first) this.#transcript.show(first);
    const urgent = cards.some((item) => item.card?.type === "crisis");
    this.say(cards.map((item) => spoken(item.card)).join(" "), urgent ? this.#alert : this.#status);
    // After a reply was chosen in the transcript, a keyboard goes on from the answer.
    if (focused) (this.#transcript.turns.at(-cards.length)?.querySelector("[tabindex='-1'], legend") ?? this.#transcript.node).focus({ preventScroll: true });
  }

  #settle() {
    clearTimeout(this.#patience);
    this.#composer.sending(false);
    this.#transcript.settle();
  }

  #problem(error, { hint, action }) {
    const { phone } = this.#host;
    const contacts = error.contacts.length || !phone ? error.contacts : [{ phone }];
    this.#transcript.problem({ text: error.message, hint, contacts, action });
    this.say(error.message, this.#alert);
  }

  #offline() {
    if (this.#agreed && !this.#conversation.waiting) this.#problem(new GatewayError("offline"), { action: null });
  }

  #online() {
    if (!this.#agreed || this.#conversation.waiting) return;
    this.#transcript.settle();
    this.say(words.backOnline);
    if (!this.#conversation.items.length) this.#conversation.begin();
  }

  async #judge(item, judgement) {
    const cards = await this.#conversation.judge(judgement);
    this.#conversation.mark(item, { judged: judgement.helped });
    if (judgement.helped === "no") this.#add(cards.map((card) => ({ card })), false);
    else this.say(cards.map(spoken).join(" "));
  }

  #agree() {
    this.#host.memory.keep({ agreed: true });
    this.#queued ??= this.#host.topic;
    this.#show("chat");
    this.#focus();
    this.#conversation.begin();
  }

  #restart() {
    this.#confirm(words.restartTitle, words.restartText, words.restartYes, async () => {
      this.#conversation.clear();
      this.#clear();
      if (this.#agreed) this.#conversation.begin();
    });
  }

  #remove() {
    this.#confirm(words.removeTitle, words.removeText, words.removeYes, async () => {
      await this.#conversation.remove();
      this.#host.memory.forget();
      this.#clear();
      this.say(words.removed);
    });
  }

  #clear() {
    this.#settle();
    this.#transcript.clear();
    this.#composer.text = "";
    this.#show(this.#home);
    this.#focus();
  }

  #confirm(title, text, yes, proceed) {
    this.#toolbar.menu.toggle(false);
    this.#show("confirm", confirmation({ title, text, yes, proceed, cancel: () => this.#back() }));
    this.#view.querySelector("h3").focus();
  }

  #back() {
    this.#show(this.#home);
    this.#toolbar.menu.focus();
  }

  #show(view, content) {
    this.#view.dataset.view = view;
    this.#toolbar.person.hidden = view !== "chat";
    const privacy = `${this.#host.address}/privacy`;
    if (view === "chat") this.#view.replaceChildren(this.#transcript.node, this.#composer.node);
    else this.#view.replaceChildren(content ?? privacyNotice({ agree: () => this.#agree(), phone: this.#host.phone, privacy }));
  }

  #focus() {
    // On a small screen the field would bring up a keyboard over what is to be read.
    const title = this.node.querySelector(this.#agreed ? "h2" : "h3");
    if (this.#agreed && !this.#host.small) this.#composer.focus();
    else title.focus();
  }
}
