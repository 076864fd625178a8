// Every call to the gateway is made here, and every way in which it can fail gets a name.

import { words } from "./messages.js";

const SECONDS = 10;
const KINDS = { 404: "ended", 429: "busy" };
const kindOf = (status) => KINDS[status] ?? (status >= 500 ? "away" : "refused");

/** What went wrong: `kind` is a key of words.problems, `contacts` are people to ring. */
export class GatewayError extends Error {
  constructor(kind, text, contacts = []) {
    super(text ?? words.problems[kind]);
    this.kind = kind;
    this.contacts = contacts;
  }
}

export class Gateway {
  constructor(address) {
    this.address = address.replace(/\/+$/, "");
  }

  begin = () => this.#call("POST", "/api/conversations", {});
  ask = (conversation, text) => this.#call("POST", "/api/messages", { conversation, text });
  judge = (conversation, judgement) => this.#call("POST", "/api/feedback", { conversation, ...judgement });
  forget = (conversation) => this.#call("DELETE", "/api/conversations", { conversation });
  suggestions = async () => (await this.#call("GET", "/api/suggestions")).suggestions;

  async #call(method, path, body) {
    const { response, text } = await this.#reach(method, path, body);
    const reply = read(text);
    if (response.ok && reply && typeof reply === "object") return reply;
    if (response.ok) throw new GatewayError("unreadable");
    throw new GatewayError(kindOf(response.status), reply?.error, reply?.contacts);
  }

  /** The response and its whole text, in the time that both may take together. */
  async #reach(method, path, body) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), SECONDS * 1000);
    const sent = body && { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
    try {
      const response = await fetch(this.address + path, { method, ...sent, signal: stop.signal, credentials: "omit" });
      return { response, text: await response.text() };
    } catch {
      if (stop.signal.aborted) throw new GatewayError("slow");
      throw new GatewayError(navigator.onLine ? "unreachable" : "offline");
    } finally {
      clearTimeout(timer);
    }
  }
}

function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
