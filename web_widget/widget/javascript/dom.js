// Makes elements. Text is only ever set as text, never as HTML.

import { words } from "./messages.js";

const SAFE = ["https:", "http:", "mailto:", "tel:", "sms:"];
const SETTLED = 150;
export const FOLLOWED = 1000; // by then a screen reader on a busy machine has heard where the focus is, too
let made = 0;

/** An element. An attribute that is a function listens to the event it is named for; null and false leave it out. */
export function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(key, value);
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

export const paragraph = (text, name) => element("p", { class: name }, text);
export const unseen = (text) => element("span", { class: "unseen" }, text);
export const button = (text, click, name = "plain") => element("button", { type: "button", class: name, click }, text);

/** The headline of a card, which can be given the focus. */
export const headline = (text) => element("h4", { tabindex: "-1", class: "start" }, text);

/** The headline of a part of a card. */
export const label = (text) => (text ? element("h5", { class: "label" }, text) : null);

/** What screen readers are told; only some hear of a role without its live attribute. */
export const live = (role, name) =>
  element("div", { class: name, role, "aria-live": role === "alert" ? "assertive" : "polite", "aria-atomic": "true" });

/** Do something once the focus has settled. Screen readers lose their place if what had the focus goes at once. */
export const afterwards = (does, milliseconds = SETTLED) => setTimeout(does, milliseconds);

const STOPS = 'a, button, input, textarea, summary, [tabindex="0"]';
const returning = new WeakMap();

/** Say that an element is going. It stays for a moment after the focus has left it, but no key leads into it. */
export function goes(node) {
  if (returning.has(node)) return;
  const stops = [...node.querySelectorAll(STOPS)].map((stop) => [stop, stop.getAttribute("tabindex")]);
  for (const [stop] of stops) stop.tabIndex = -1;
  node.classList.add("going");
  returning.set(node, stops);
}

/** Say that an element is here to stay, as it was before it went. */
export function stays(node) {
  for (const [stop, before] of returning.get(node) ?? [])
    before === null ? stop.removeAttribute("tabindex") : stop.setAttribute("tabindex", before);
  node.classList.remove("going");
  returning.delete(node);
}

/** Put elements in place of what is in a box: they come, the focus goes to one of them, and only then the old ones go. */
export function exchange(box, fresh, focused) {
  const old = [...box.children].filter((child) => !fresh.includes(child));
  fresh.forEach(stays);
  old.forEach(goes);
  box.append(...fresh.filter((node) => node.parentNode !== box));
  focused?.focus();
  afterwards(() => old.filter((node) => node.classList.contains("going")).forEach((node) => node.remove()), FOLLOWED);
}

/** An id that nothing else in the widget has. */
export const freshId = (name) => `${name}-${++made}`;

/** A link, or only its words where the address is not one to follow. Other websites open beside the chat, so that it stays. */
export function link(href, text, name, about) {
  if (!isSafe(href)) return document.createTextNode(text);
  const elsewhere = /^https?:/i.test(href) && new URL(href).origin !== location.origin;
  const beside = elsewhere ? { target: "_blank", rel: "noopener noreferrer" } : {};
  const told = [about ? `: ${about}` : "", elsewhere ? words.newTab : ""].join("");
  return element("a", { href, class: name, ...beside }, text, told ? unseen(told) : null);
}

export const telephone = (number) => `tel:${String(number).replace(/[^\d+]/g, "")}`;

/** A headline that unfolds. */
export const unfold = (title, ...children) => element("details", {}, element("summary", {}, title), ...children);

export function icon(path) {
  const space = "http://www.w3.org/2000/svg";
  const drawing = document.createElementNS(space, "svg");
  const line = document.createElementNS(space, "path");
  for (const [key, value] of [["viewBox", "0 0 24 24"], ["aria-hidden", "true"], ["focusable", "false"]]) drawing.setAttribute(key, value);
  line.setAttribute("d", path);
  drawing.append(line);
  return drawing;
}

/** Put a style sheet on a shadow root. Browsers before 2023 need an element for it, which a strict policy of the page forbids. */
export function adopt(root, css) {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  } catch {
    const style = element("style", {}, css);
    root.append(style);
    if (!style.sheet) throw new Error(words.noStyle);
  }
}

function isSafe(href) {
  try {
    return SAFE.includes(new URL(href).protocol);
  } catch {
    return false;
  }
}
