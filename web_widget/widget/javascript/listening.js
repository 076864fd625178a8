// "Listen" on the card of an answer: read aloud by the browser, sentence by sentence, with the place shown.

import { saidAloud } from "./aloud.js";
import { afterwards, button, element, icon, live } from "./dom.js";
import { words } from "./messages.js";
import { sentencesOf } from "./sentences.js";
import { ownVoice, Speaker } from "./speaking.js";

const LOUDSPEAKER = "M4 9v6h4l5 4V5L8 9zM16.5 8.5a5 5 0 0 1 0 7";
const MARGIN = 16;

/** All answers of a chat; one is read at a time. */
export class Listening {
  #readings = [];
  #now = null;

  constructor() {
    window.speechSynthesis?.addEventListener?.("voiceschanged", () => this.#readings.forEach((one) => one.offer()));
    addEventListener("pagehide", () => this.stop());
    document.addEventListener("visibilitychange", () => document.hidden && this.#now?.pause());
  }

  /** The buttons that read an answer; they are hidden while the browser has no voice for it. */
  controls(answer) {
    const reading = new Reading(answer, () => this.#begin(reading));
    this.#readings.push(reading);
    return reading.node;
  }

  stop() {
    this.#now?.stop();
    this.#now = null;
  }

  #begin(reading) {
    if (this.#now !== reading) this.stop();
    this.#now = reading;
  }
}

class Reading {
  #title;
  #terms;
  #begins;
  #name = document.createTextNode("");
  #fault = live("status", "fault");
  #play;
  #end;
  #sentences;
  #speaker = null;
  #marked = [];

  /** `begins` is called before it is read. */
  constructor({ title, terms }, begins) {
    this.#terms = terms;
    this.#begins = begins;
    this.#title = title;
    this.#play = button([icon(LOUDSPEAKER), this.#name], () => (this.#speaker?.isSpeaking ? this.pause() : this.#goOn()));
    this.#end = button(words.stop, () => this.stop());
    this.#end.setAttribute("aria-label", `${words.stop}: ${title}`);
    this.#end.hidden = true;
    this.#call(words.listen);
    this.node = element("div", { class: "row listen" }, this.#play, this.#end, this.#fault);
    this.offer();
  }

  offer() {
    this.node.hidden = !ownVoice();
  }

  pause() {
    this.#speaker?.pause();
    if (this.#speaker) this.#call(words.goOnReading);
  }

  stop() {
    this.#speaker?.pause();
    this.#speaker = null;
    this.#mark([]);
    this.#call(words.listen);
    if (this.node.getRootNode().activeElement === this.#end) this.#play.focus();
    afterwards(() => (this.#end.hidden = !this.#speaker));
  }

  #call(name) {
    this.#name.data = name;
    this.#play.setAttribute("aria-label", `${name}: ${this.#title}`);
  }

  #goOn() {
    this.#begins();
    this.#fault.textContent = "";
    this.#call(words.pause);
    this.#end.hidden = false;
    this.#speaker ??= this.#prepared();
    this.#speaker.goOn();
  }

  #prepared() {
    this.#sentences ??= sentencesOf(this.node.closest(".card"));
    const texts = this.#sentences.map(({ text }) => saidAloud(text, this.#terms));
    return new Speaker(texts, { at: (index) => this.#show(this.#sentences[index].pieces), over: () => this.stop(), failed: () => this.#fail() });
  }

  #fail() {
    this.stop();
    this.#fault.textContent = words.notRead;
  }

  /** Mark a sentence, and bring it into sight unless somebody has scrolled to something else. */
  #show(pieces) {
    const followed = !this.#marked.length || isSeen(this.#marked[0]);
    const folded = pieces[0].closest("details");
    if (folded) folded.open = true;
    this.#mark(pieces);
    if (followed) bringIntoSight(pieces);
  }

  #mark(pieces) {
    for (const one of this.#marked) one.classList.remove("spoken");
    for (const one of pieces) one.classList.add("spoken");
    this.#marked = pieces;
  }
}

const room = (node) => node.closest(".transcript").getBoundingClientRect();

function isSeen(node) {
  const { top, bottom } = node.getBoundingClientRect();
  return bottom > room(node).top && top < room(node).bottom;
}

function bringIntoSight(pieces) {
  const { top } = pieces[0].getBoundingClientRect();
  const { bottom } = pieces[pieces.length - 1].getBoundingClientRect();
  const shown = room(pieces[0]);
  if (top < shown.top || bottom > shown.bottom) pieces[0].closest(".transcript").scrollTop += top - shown.top - MARGIN;
}
