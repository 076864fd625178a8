// What the tab remembers of the chat. It ends with the tab; where the browser allows no storage, with the page.

const KEPT_ITEMS = 80;
const EMPTY = { agreed: false, open: null, larger: false, conversation: null, draft: "", items: [] };

export class Memory {
  constructor(address) {
    this.key = `local-offer-chat ${address}`;
    this.state = { ...EMPTY, items: [], ...this.#read() };
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

  /** Forget everything but how the text is shown. */
  forget() {
    this.keep({ ...EMPTY, items: [], larger: this.state.larger, open: this.state.open });
  }

  #read() {
    try {
      const kept = JSON.parse(sessionStorage.getItem(this.key));
      return Array.isArray(kept?.items) ? kept : {};
    } catch {
      return {};
    }
  }
}
