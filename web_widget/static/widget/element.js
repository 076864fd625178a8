// The custom element: a launcher, and the chat that it opens.

import { button, element, icon, link, telephone } from "./dom.js";
import { launcherCss } from "./launcher.css";
import { panelClass } from "./loading.js";
import { Memory } from "./memory.js";
import { words } from "./messages.js";

const BUBBLE = "M3 4h18v13H10l-5 4v-4H3z";
const SMALL = "(max-width: 40em), (max-height: 30em)";
const RIGHT_TO_LEFT = /^(ar|dv|fa|he|ku|ps|sd|ug|ur|yi)\b/;
let shown = null;

/**
 * <local-offer-chat gateway title open placement topic locale>. docs/widget.md tells what each does.
 *
 * Events: open, close, answer {question, cards}, error {kind, message}.
 */
export class LocalOfferChat extends HTMLElement {
  #panel = null;
  #loading = null;
  #attempts = 0;
  #root;
  #launcher;
  #trouble;
  #small = matchMedia(SMALL);

  connectedCallback() {
    if (shown && shown !== this) {
      console.error(words.second);
      return;
    }
    shown = this;
    if (!this.#root) this.#build();
    const { open } = this.memory.state;
    // A chat that fills the screen would hide the page that was just gone to.
    if ((open ?? this.hasAttribute("open")) && !(open && this.small)) this.#open(false);
  }

  disconnectedCallback() {
    if (shown === this) shown = null;
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
    if (!this.#panel?.node.open) return;
    this.#panel.node.close();
    this.memory.keep({ open: false });
    this.#launcher.hidden = false;
    this.#launcher.focus();
    this.emit("close");
  }

  /** Open the chat and ask something; it waits until the notice was agreed to. */
  async ask(text) {
    await this.open();
    this.#panel?.send(String(text));
  }

  emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  showLarger(is) {
    this.#root.classList.toggle("larger", is);
  }

  adopt(css) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    this.shadowRoot.adoptedStyleSheets = [...this.shadowRoot.adoptedStyleSheets, sheet];
  }

  async #open(focused) {
    if (shown !== this || !(await this.#load())) return;
    if (!this.#panel.node.open) {
      this.#launcher.hidden = true;
      this.#lay();
      this.memory.keep({ open: true });
      this.emit("open");
    }
    this.#panel.opened(focused);
  }

  /** Get the chat ready; whether that worked. */
  async #load() {
    this.#trouble.hidden = true;
    this.#loading ??= panelClass(this.#attempts);
    let Panel;
    try {
      Panel = await this.#loading;
    } catch (error) {
      console.warn(error);
      this.#loading = null;
      this.#attempts += 1;
      this.#fail();
      return false;
    }
    if (!this.#panel) this.#add(new Panel(this));
    return true;
  }

  #add(panel) {
    this.#panel = panel;
    panel.node.addEventListener("keydown", (event) => this.#key(event));
    panel.node.addEventListener("cancel", (event) => this.#key(event));
    this.#root.append(panel.node);
  }

  #fail() {
    const { phone } = this;
    this.#trouble.replaceChildren(words.notOpened, ...(phone ? [` ${words.ring}`, link(telephone(phone), phone)] : []));
    this.#trouble.hidden = false;
    this.emit("error", { kind: "unreachable", message: words.notOpened });
  }

  #build() {
    this.address = (this.getAttribute("gateway") || new URL(import.meta.url).origin).replace(/\/+$/, "");
    this.memory = new Memory(this.address);
    this.name = this.getAttribute("title") || words.title;
    this.removeAttribute("title"); // or a pointer anywhere over the chat would show it
    this.attachShadow({ mode: "open" });
    this.adopt(launcherCss);
    const { items, larger } = this.memory.state;
    this.#launcher = button([icon(BUBBLE), items.length ? words.goOn : words.launcher], () => this.open(), "launcher");
    this.#launcher.setAttribute("aria-haspopup", "dialog");
    this.#trouble = element("div", { class: "trouble", role: "alert", hidden: true });
    const dir = RIGHT_TO_LEFT.test(this.getAttribute("locale")) ? "rtl" : "ltr";
    this.#root = element("section", { class: "root", lang: "en-GB", dir, "aria-label": this.name }, this.#trouble, this.#launcher);
    this.showLarger(larger);
    this.shadowRoot.append(this.#root);
    this.#small.addEventListener("change", () => this.#panel?.node.open && this.#lay());
    for (const change of ["resize", "scroll"]) visualViewport?.addEventListener(change, () => this.#fit());
  }

  /** On a small screen the chat fills it and nothing behind can be reached; elsewhere it stands beside the page. */
  #lay() {
    const { node } = this.#panel;
    const focused = this.shadowRoot.activeElement;
    node.close();
    if (this.small) node.showModal();
    else node.setAttribute("open", "");
    focused?.focus();
    this.#fit();
  }

  /** Keeps the chat above the keyboard of a phone. */
  #fit() {
    if (!this.#panel || visualViewport?.scale !== 1) return;
    this.#panel.node.style.setProperty("--height", `${visualViewport.height}px`);
    this.#panel.node.style.setProperty("--top", `${visualViewport.offsetTop}px`);
  }

  #key(event) {
    if (event.type === "keydown" && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    if (!this.#panel.escape()) this.close();
  }
}
