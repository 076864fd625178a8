// Makes elements. Text is only ever set as text, never as HTML.

import { words } from "./messages.js";

const SAFE = ["https:", "http:", "mailto:", "tel:", "sms:"];
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

/** An id that nothing else in the widget has. */
export const freshId = (name) => `${name}-${++made}`;

/** A link, or only its words where the address is not one to follow. Websites open beside the chat, so that it stays. */
export function link(href, text, name) {
  if (!isSafe(href)) return document.createTextNode(text);
  const web = /^https?:/i.test(href);
  const beside = web ? { target: "_blank", rel: "noopener noreferrer" } : {};
  return element("a", { href, class: name, ...beside }, text, web ? unseen(words.newTab) : null);
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

function isSafe(href) {
  try {
    return SAFE.includes(new URL(href).protocol);
  } catch {
    return false;
  }
}
