// What the tab remembers of the chat. It ends with the tab; where the browser allows no storage, with the page.

const KEPT_ITEMS = 80;
const MOMENT = 20000;
const CHOSEN = { open: null, larger: false, spaced: false, suggests: true, hidden: false };
const EMPTY = { agreed: false, conversation: null, draft: "", items: [], left: 0 };

export class Memory {
  /** Whether a chat is here that no page of this tab has shown for a while: browsers reopen tabs for whoever sits there. */
  unclaimed;

  constructor(address) {
    this.key = `local-offer-chat ${address}`;
    this.state = { ...CHOSEN, ...EMPTY, items: [], ...this.#read() };
    this.unclaimed = this.held && !(Date.now() - this.state.left < MOMENT);
    addEventListener("pagehide", () => this.unclaimed || !this.#kept() || this.keep({ left: Date.now() }));
  }

  /** Whether anything was typed or asked. */
  get held() {
    return Boolean(this.state.draft) || this.state.items.some((item) => "said" in item);
  }

  /** Change some of it. */
  keep(changes) {
    Object.assign(this.state, changes);
    this.state.items = this.state.items.slice(-KEPT_ITEMS);
    try {
      sessionStorage.setItem(this.key, JSON.stringify(this.state));
    } catch {
      // Full or forbidden: the chat goes on, and ends with the page.
    }
  }

  /** Forget everything but how the chat is shown. */
  forget() {
    this.unclaimed = false;
    this.keep({ ...EMPTY, items: [] });
  }

  /** Leave nothing in the tab, from now on. */
  vanish() {
    this.keep = () => {};
    try {
      sessionStorage.removeItem(this.key);
    } catch {
      // Forbidden: nothing is there.
    }
  }

  #read() {
    const kept = this.#kept();
    return Array.isArray(kept?.items) ? kept : {};
  }

  #kept() {
    try {
      return JSON.parse(sessionStorage.getItem(this.key));
    } catch {
      return null;
    }
  }
}
