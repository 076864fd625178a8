// Speaks texts one after another with a voice of the browser.

/**
 * A voice of this device that speaks English, a British one if there is one. Undefined where the browser has none: a
 * voice that is not of the device would send what it speaks to the browser's maker.
 */
export function ownVoice() {
  const own = (window.speechSynthesis?.getVoices() ?? []).filter((one) => one.localService && /^en([-_]|$)/i.test(one.lang));
  return own.find((one) => /^en[-_]gb/i.test(one.lang)) ?? own[0];
}

export class Speaker {
  #texts;
  #tells;
  #at = 0;
  #spoken = null;

  /** `tells` has at(index), over() and failed(). */
  constructor(texts, tells) {
    this.#texts = texts;
    this.#tells = tells;
  }

  get isSpeaking() {
    return Boolean(this.#spoken);
  }

  /** Speak, from the beginning of the text that it was at. */
  goOn() {
    const voice = ownVoice();
    if (!voice) return this.#tells.failed();
    const spoken = new SpeechSynthesisUtterance(this.#texts[this.#at]);
    Object.assign(spoken, { voice, lang: voice.lang });
    spoken.addEventListener("end", () => this.#spoken === spoken && this.#next());
    spoken.addEventListener("error", () => this.#spoken === spoken && this.#tells.failed());
    this.#spoken = spoken; // browsers forget to tell the end of one that nobody holds
    this.#tells.at(this.#at);
    speechSynthesis.speak(spoken);
  }

  /** Fall silent. The browser's own pause cannot be ended on some phones. */
  pause() {
    if (!this.#spoken) return;
    this.#spoken = null;
    speechSynthesis.cancel();
  }

  #next() {
    this.#spoken = null;
    this.#at += 1;
    if (this.#at < this.#texts.length) this.goOn();
    else this.#tells.over();
  }
}
