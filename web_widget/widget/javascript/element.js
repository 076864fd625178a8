// The custom element: a launcher, and the chat that it opens.

import { Corner } from "./corner.js";
import { neverCover } from "./covering.js";
import { adopt, afterwards, element } from "./dom.js";
import { launcherCss } from "./launcher.css";
import { panelClass } from "./loading.js";
import { Memory } from "./memory.js";
import { words } from "./messages.js";

const SMALL = "(max-width: 40em), (max-height: 480px)";
const RIGHT_TO_LEFT = /^(ar|dv|fa|he|ku|ps|sd|ug|ur|yi)\b/;
let shown = null;

/**
 * <local-offer-chat gateway title open placement topic locale exit>. docs/widget.md tells what each does.
 *
 * Events: open, close, answer {question, cards}, error {kind, message}.
 */
export class LocalOfferChat extends HTMLElement {
  #panel = null;
  #loading = null;
  #attempts = 0;
  #isOpen = false;
  #root;
  #corner;
  #small = matchMedia(SMALL);

  connectedCallback() {
    if (shown && shown !== this) {
      console.error(words.second);
      return;
    }
    shown = this;
    try {
      if (!this.#root) this.#build();
    } catch (error) {
      console.warn(error);
      this.#showContent();
      return;
    }
    const { open, hidden } = this.memory.state;
    if (hidden || this.memory.unclaimed) return;
    // A chat that fills the screen would hide the page that was just gone to.
    if ((open ?? this.hasAttribute("open")) && !(open && this.small)) this.#open(false);
  }

  disconnectedCallback() {
    if (shown === this) shown = null;
    this.#panel?.hush();
  }

  get small() {
    return this.#small.matches;
  }

  get topic() {
    return this.getAttribute("topic");
  }

  /** The number that the page gives inside the tag, for when the gateway is away. */
  get phone() {
    return this.querySelector("a[href^='tel:']")?.textContent.trim();
  }

  day = (date) => new Date(`${date}T12:00:00`).toLocaleDateString(this.getAttribute("locale") ?? "en-GB", { dateStyle: "long" });

  /** Open the chat and put the focus in it. Resolves once it is open; never rejects. */
  open() {
    return this.#open(true);
  }

  /** Close the chat; the focus goes back to the launcher. */
  close() {
    if (!this.#isOpen) return;
    const { node } = this.#panel;
    this.#isOpen = false;
    this.#panel.hush();
    this.memory.keep({ open: false });
    if (node.matches(".modal")) this.#shut(); // nothing behind could have the focus
    node.classList.add("going");
    this.#corner.come(this.memory.held ? words.goOn : words.launcher, this.memory.held ? words.closed : "");
    afterwards(() => this.#isOpen || this.#shut());
    this.emit("close");
  }

  /** Open the chat and ask something; it waits until the notice was agreed to. */
  async ask(text) {
    await this.open();
    this.#panel?.send(String(text));
  }

  /** Leave for a page that tells nothing, and leave nothing of the chat in this tab. */
  leave() {
    this.memory.vanish();
    this.#panel?.hush();
    this.#panel?.node.remove();
    const given = this.getAttribute("exit") ?? "";
    location.replace(/^https?:\/\//.test(given) ? given : words.exit);
  }

  emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /** Show text "larger" or "spaced", or no longer so. */
  showText(look, is) {
    this.#root.classList.toggle(look, is);
  }

  adopt(css) {
    adopt(this.shadowRoot, css);
  }

  async #open(focused) {
    if (shown !== this || !(await this.#load())) return;
    if (!this.#isOpen) {
      this.#isOpen = true;
      this.#panel.node.classList.remove("going", "through");
      this.memory.keep({ open: true, hidden: false });
      this.#corner.node.hidden = false;
      this.#lay();
      this.emit("open");
    }
    this.#panel.opened(focused);
    this.#corner.go();
  }

  /** Get the chat ready; whether that worked. */
  async #load() {
    if (this.#panel) return true;
    const opened = this.#corner.opening(this.#name);
    try {
      this.#loading ??= panelClass(this.#attempts);
      const Panel = await this.#loading;
      if (!this.#panel) this.#add(new Panel(this));
    } catch (error) {
      console.warn(error);
      this.#loading = null;
      this.#attempts += 1;
      this.#fail();
    }
    opened();
    return Boolean(this.#panel);
  }

  #add(panel) {
    this.#panel = panel;
    panel.node.addEventListener("keydown", (event) => this.#key(event));
    panel.node.addEventListener("cancel", (event) => this.#key(event));
    addEventListener("keydown", (event) => this.#isOpen && !event.defaultPrevented && this.#key(event));
    this.#root.append(panel.node);
    this.shadowRoot.querySelector("slot")?.remove();
  }

  #fail() {
    this.#corner.fail(this.phone);
    this.#showContent();
    this.emit("error", { kind: "unreachable", message: words.notOpened });
  }

  /** Show what the page gives inside the tag: a link to the plain chat and a number. */
  #showContent() {
    if (this.shadowRoot && !this.shadowRoot.querySelector("slot")) (this.#root ?? this.shadowRoot).append(element("slot"));
  }

  /** Hide the launcher for as long as the tab is open; what is inside the tag is still a way in. */
  #hide() {
    this.memory.keep({ hidden: true });
    this.#showContent();
    this.querySelector("a")?.focus();
    afterwards(() => (this.#corner.node.hidden = true));
  }

  get #name() {
    const { agreed, items } = this.memory.state;
    return agreed && items.length && !this.memory.unclaimed ? words.goOn : words.launcher;
  }

  #build() {
    this.address = (this.getAttribute("gateway") || new URL(import.meta.url).origin).replace(/\/+$/, "");
    this.name = this.getAttribute("title") || words.title;
    this.removeAttribute("title"); // or a pointer anywhere over the chat would show it
    this.attachShadow({ mode: "open" });
    adopt(this.shadowRoot, launcherCss);
    this.memory = new Memory(this.address);
    const { hidden } = this.memory.state;
    this.#corner = new Corner({ open: () => this.open(), hide: () => this.#hide() });
    this.#corner.call(this.#name);
    this.#corner.node.hidden = hidden;
    const dir = RIGHT_TO_LEFT.test(this.getAttribute("locale")) ? "rtl" : "ltr";
    this.#root = element("section", { class: "root", lang: "en-GB", dir, "aria-label": this.name }, this.#corner.node);
    for (const look of ["larger", "spaced"]) this.showText(look, this.memory.state[look]);
    this.shadowRoot.append(this.#root);
    if (hidden) this.#showContent();
    this.#watch();
  }

  #watch() {
    this.#small.addEventListener("change", () => this.#isOpen && this.#lay());
    for (const change of ["resize", "scroll"]) window.visualViewport?.addEventListener(change, () => this.#fit());
    neverCover(this, () => [this.#corner.node, ...(this.#isOpen && !this.small ? [this.#panel.node] : [])]);
  }

  /** On a small screen the chat fills it and nothing behind can be reached; on a large one it is next to the page. */
  #lay() {
    const { node } = this.#panel;
    const focused = this.shadowRoot.activeElement;
    this.#shut();
    node.classList.toggle("modal", this.small);
    if (this.small && node.showModal) node.showModal();
    else node.setAttribute("open", "");
    if (node.contains(focused)) focused.focus();
    this.#fit();
  }

  #shut() {
    const { node } = this.#panel;
    if (node.close) node.close();
    else node.removeAttribute("open");
  }

  /** Keeps the chat above the keyboard of a phone, also where two fingers have made the page larger. */
  #fit() {
    if (!this.#panel) return;
    const { height, scale, offsetTop } = window.visualViewport ?? { height: innerHeight, scale: 1, offsetTop: 0 };
    this.#panel.node.style.setProperty("--height", `${height * scale}px`);
    if (scale === 1) this.#panel.node.style.setProperty("--top", `${offsetTop}px`);
  }

  #key(event) {
    if (event.type === "keydown" && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    if (!this.#panel.escape()) this.close();
  }
}
