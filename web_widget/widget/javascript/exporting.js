// Takes the chat out of the browser: as a file, on paper, to the clipboard.

import { element } from "./dom.js";
import { words } from "./messages.js";

const BLOCKS = "p, li, h2, h3, h4, h5, summary, legend, label, div";
const LEFT_OUT = "button, svg, .tip, .feedback, .replies, .fault, a .unseen, h3.unseen, h4.unseen";
const PAPER = `body { font: 12pt/1.5 Arial, sans-serif; } h3 { font-size: 14pt; } h4, h5 { font-size: 12pt; margin-bottom: 0; }
  .card { border-top: 1px solid; } input { margin-right: 1em; } label { display: block; } a::after { content: " (" attr(href) ")"; }
  a[href^="tel:"]::after, a[href^="mailto:"]::after, a[href^="sms:"]::after { content: ""; } [hidden] { display: none; }`;
const GONE_AFTER = 60000;

/** The text of elements, a line for each block, with the addresses of links; buttons and fields are left out. */
export function readable(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.matches(LEFT_OUT)) return "";
  if (node.matches(".said .unseen")) return words.you;
  const text = [...node.childNodes].map(readable).join("");
  const address = node.matches("a[href^=http]") ? `${text} (${node.href})` : text;
  const marked = node.matches("ul li, ol li, label.radio") ? `- ${address.trim()}` : address.trim();
  return node.matches(BLOCKS) ? `\n${marked}\n` : address;
}

export const tidy = (text) => `${text.replace(/\n{3,}/g, "\n\n").trim()}\n`;

/** Offer a text as a file. */
export function download(text, name, type) {
  const href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const anchor = document.createElement("a");
  anchor.href = href;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(href), 1000);
}

/** Put a text on the clipboard; whether that was allowed. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Print elements, and nothing of the page around them. */
export function print(nodes, title) {
  const frame = element("iframe", { title, "aria-hidden": "true", tabindex: "-1" });
  // Out of sight but there: browsers print nothing of a frame that is not displayed.
  const place = { position: "fixed", left: "-200vw", top: "0", width: "100vw", height: "100vh", border: "0" };
  for (const [name, value] of Object.entries(place)) frame.style.setProperty(name, value);
  document.body.append(frame);
  const { contentWindow: view, contentDocument: paper } = frame;
  write(paper, nodes, title);
  const gone = () => frame.remove();
  view.addEventListener("afterprint", gone);
  setTimeout(gone, GONE_AFTER);
  view.focus();
  view.print();
}

function write(paper, nodes, title) {
  try {
    const sheet = new paper.defaultView.CSSStyleSheet();
    sheet.replaceSync(PAPER);
    paper.adoptedStyleSheets = [sheet];
  } catch {
    paper.head.append(element("style", {}, PAPER));
  }
  paper.title = title;
  paper.documentElement.lang = "en-GB";
  const day = new Date().toLocaleDateString("en-GB", { dateStyle: "long" });
  const copies = nodes.map((node) => paper.importNode(node, true));
  paper.body.append(element("h2", {}, title), element("p", {}, words.printed(day)), ...copies);
  for (const one of paper.querySelectorAll(LEFT_OUT)) one.remove();
  for (const folded of paper.querySelectorAll("details")) folded.open = true;
}
