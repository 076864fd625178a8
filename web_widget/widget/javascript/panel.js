// The open chat: its views, its tools, and what is announced.

import { Announcer } from "./announcer.js";
import { Composer } from "./composer.js";
import { Conversation } from "./conversation.js";
import { afterwards, element, exchange } from "./dom.js";
import { download } from "./exporting.js";
import { Gateway, GatewayError } from "./gateway.js";
import { Listening } from "./listening.js";
import { words } from "./messages.js";
import { panelCss } from "./panel.css";
import { claim, confirmation, privacyNotice } from "./questions.js";
import { onThreeShifts } from "./quick_exit.js";
import { spoken } from "./spoken.js";
import { Toolbar } from "./toolbar.js";
import { Transcript } from "./transcript.js";

const PATIENCE = 8000;
const NO_RETRY = ["refused"];
const isWarning = (card) => card?.type === "crisis" || (card?.type === "notice" && card.kind === "danger");

export class Panel {
  #host;
  #gateway;
  #conversation;
  #transcript;
  #composer;
  #toolbar;
  #announcer = new Announcer();
  #listening = new Listening();
  #view = element("div", { class: "view" });
  #queued = null;
  #patience = 0;
  #place = 0;
  #knowsTheKey = false;

  /**
   * The host has address, memory, name, phone, day(date), topic, small, close(), leave(), emit(name, detail),
   * showText(look, is), adopt(css).
   */
  constructor(host) {
    this.#host = host;
    this.#gateway = new Gateway(host.address);
    this.#conversation = new Conversation(this.#gateway, host.memory, this);
    this.#transcript = new Transcript(this.#cardTools());
    this.#composer = new Composer(this);
    this.#toolbar = new Toolbar(host, this.#tools());
    this.node = element("dialog", { role: "dialog", "aria-labelledby": "title" }, this.#toolbar.node, this.#view, ...this.#announcer.nodes);
    host.adopt(panelCss);
    if (host.memory.unclaimed) this.#show("claim", this.#claim());
    else this.#showKept();
    addEventListener("offline", () => this.#offline());
    addEventListener("online", () => this.#online());
    onThreeShifts(() => this.node.hasAttribute("open"), () => host.leave());
  }

  get #agreed() {
    return this.#host.memory.state.agreed;
  }

  get #home() {
    return this.#agreed ? "chat" : "notice";
  }

  /** Called each time the panel is opened. `focused`: whether a person opened it, so that focus goes in. */
  opened(focused) {
    const { view } = this.#view.dataset;
    if (view === "chat" && !this.#conversation.items.length) this.#conversation.begin();
    if (!navigator.onLine) this.#offline();
    if (focused) this.#enter();
    const { turns } = this.#transcript;
    if (turns.length) this.#transcript.show(turns[turns.length - 1]);
  }

  /** Ask something; before the notice was agreed to, it waits in the field. */
  send(text) {
    if (this.#agreed && !this.#host.memory.unclaimed) return this.#conversation.send(text);
    this.#queued = text;
    this.#composer.text = text;
  }

  /** Close the topmost thing; false where nothing but the panel itself is left. */
  escape() {
    const term = this.node.querySelector(".term:is(:hover, :focus-within):not(.shut)");
    if (term) term.classList.add("shut");
    else if (this.#toolbar.menu.isOpen) this.#toolbar.menu.shut();
    else if (this.#composer.escape()) return true;
    else if (this.#view.dataset.view === "confirm") this.#back();
    else return false;
    return true;
  }

  /** Stop reading aloud. */
  hush() {
    this.#listening.stop();
  }

  typed(text) {
    this.#host.memory.keep({ draft: text });
  }

  suggestions = () => this.#gateway.suggestions();
  suggests = () => this.#host.memory.state.suggests;

  /** Go to the newest answer. */
  toNewest() {
    const { newest } = this.#transcript;
    if (!newest) return;
    this.#knowsTheKey = true;
    newest.focus({ preventScroll: true });
    this.#transcript.show(newest.closest(".card"));
  }

  /** Announce, and nothing else. */
  say(told, urgent) {
    this.#announcer.say(told, urgent);
  }

  waiting(text) {
    if (this.#composer.text.trim() === text) this.#composer.text = "";
    this.#host.memory.keep({ draft: this.#composer.text || text });
    this.#composer.sending(true);
    this.hush();
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

  #cardTools() {
    return {
      address: this.#host.address,
      ask: (text) => this.send(text),
      judge: (item, judgement) => this.#judge(item, judgement),
      day: this.#host.day,
      download,
      listening: this.#listening,
      copy: (text, pressed) => this.#toolbar.copy(text, pressed),
    };
  }

  #tools() {
    return {
      turns: () => this.#transcript.turns,
      say: (text) => this.say(text),
      person: () => this.send(words.person),
      restart: () => this.#restart(),
      remove: () => this.#remove(),
      inPlace: (does) => this.#transcript.inPlace(does),
    };
  }

  #retry(text) {
    this.#composer.focus();
    if (text) this.send(text);
    else this.#conversation.begin();
  }

  /** Show new items. `focused`: after a reply was chosen in the transcript, a keyboard goes on from the answer. `heard` is not said again. */
  #add(items, focused, heard = "") {
    const within = this.node.getRootNode().activeElement;
    this.#conversation.add(items);
    const made = this.#transcript.add(items);
    this.#transcript.showNew(made);
    const cards = items.filter((item) => "card" in item).map((item) => item.card);
    const first = focused && made.find((node) => node.matches(".card"));
    if (first) (first.querySelector(".start") ?? this.#transcript.node).focus({ preventScroll: true });
    const told = cards.map((card, number) => spoken(card, Boolean(first) && !number, this.#host.day));
    for (const one of told) one.text = one.text.replace(heard, "").trim();
    this.say([...told, ...this.#keyHint(cards, within)], cards.some((card) => card?.type === "crisis"));
  }

  /** The first time that there is more than was read out: how to get there from the field. */
  #keyHint(cards, focused) {
    if (this.#knowsTheKey || focused !== this.#composer.field || !cards.some((card) => card?.type === "answer")) return [];
    this.#knowsTheKey = true;
    return [{ text: words.toNewest }];
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
    this.say(error.message, true);
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

  /**
   * The thanks get the focus and are heard by that; only what is not said there is announced. Where the comment shows
   * danger, the focus goes to what says so; gives whether it did.
   */
  async #judge(item, judgement) {
    const cards = await this.#conversation.judge(judgement);
    this.#conversation.mark(item, { judged: judgement.helped });
    const items = cards.map((card) => ({ card }));
    const warns = cards.some(isWarning);
    if (warns) afterwards(() => this.#add(items, true), 0); // once the form has gone, so that the card stays in sight
    else if (judgement.helped === "no") this.#add(items, false, words.judged);
    return warns;
  }

  #agree() {
    this.#host.memory.keep({ agreed: true });
    this.#queued ??= this.#host.topic;
    this.#showHome();
    this.#focus();
    afterwards(() => this.#conversation.begin()); // the welcome is announced after the field
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
      this.#deleted();
    });
  }

  /** Nothing is left: say so, and leave it to be seen. */
  #deleted() {
    this.#host.memory.forget();
    this.#clear(words.removed);
  }

  #clear(done) {
    this.#settle();
    this.#transcript.clear();
    this.#composer.text = "";
    this.#showHome(done);
    this.#focus();
    if (done) this.say(done);
  }

  #claim() {
    const others = () => {
      this.#conversation.remove().catch(() => {}); // what cannot be deleted there now is gone after its days
      this.#deleted();
    };
    return claim({ mine: () => this.#claimed(), others });
  }

  #claimed() {
    this.#host.memory.unclaimed = false;
    this.#showKept();
    this.#focus();
    this.opened(false);
  }

  #showKept() {
    this.#transcript.add(this.#conversation.items);
    this.#composer.text = this.#host.memory.state.draft;
    this.#showHome();
  }

  #notice(done) {
    const { address, phone } = this.#host;
    return privacyNotice({ agree: () => this.#agree(), phone, privacy: `${address}/privacy`, done });
  }

  #confirm(title, text, yes, proceed) {
    this.#show("confirm", confirmation({ title, text, yes, proceed, cancel: () => this.#back() }));
    this.#focus();
    this.#toolbar.menu.toggle(false);
    this.say(text);
  }

  #back() {
    this.#showHome();
    this.#toolbar.menu.focus();
  }

  #showHome(done) {
    if (this.#agreed) this.#show("chat", this.#transcript.node, this.#composer.node);
    else this.#show("notice", this.#notice(done));
  }

  #show(view, ...parts) {
    this.hush();
    if (this.#view.dataset.view === "chat") this.#place = this.#transcript.node.scrollTop;
    this.#view.dataset.view = view;
    this.#toolbar.person.hidden = view !== "chat";
    exchange(this.#view, parts);
    if (view === "chat") this.#transcript.node.scrollTop = this.#place;
  }

  #focus() {
    // On a small screen the field would bring up a keyboard over what is to be read.
    if (this.#view.dataset.view !== "chat") this.#view.querySelector(".question:not(.going) h3").focus();
    else if (this.#host.small) this.node.querySelector("h2").focus();
    else this.#composer.focus();
  }

  /** The focus tells the headline of a question; the rest of it is announced. */
  #enter() {
    this.#focus();
    const told = { notice: [...words.notice, `${words.danger}999.`].join(" "), claim: words.claimText };
    const { view } = this.#view.dataset;
    if (told[view]) this.say(told[view]);
  }
}
