// Takes the chat out of the browser: as a file, on paper, to the clipboard.

const BLOCKS = "p, li, h2, h3, h4, summary, legend, label, div";
const PAPER = "body { font: 12pt/1.5 Arial, sans-serif; } button, form, svg, .feedback, .tip, .replies { display: none; } h3 { font-size: 14pt; } .said { font-weight: bold; }";

/** The text of elements, a line for each block, with the addresses of links; buttons and forms are left out. */
export function readable(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.matches("button:not(.word), svg, form, .tip, .feedback, .replies, a .unseen")) return "";
  const text = [...node.childNodes].map(readable).join("");
  const address = node.matches("a[href^=http]") ? `${text} (${node.href})` : text;
  const marked = node.matches("ul li, ol li") ? `- ${address.trim()}` : address.trim();
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
  const frame = document.createElement("iframe");
  frame.hidden = true;
  document.body.append(frame);
  const paper = frame.contentDocument;
  const sheet = new frame.contentWindow.CSSStyleSheet();
  sheet.replaceSync(PAPER);
  paper.adoptedStyleSheets = [sheet];
  paper.title = title;
  paper.body.append(...nodes.map((node) => paper.importNode(node, true)));
  for (const folded of paper.querySelectorAll("details")) folded.open = true;
  frame.contentWindow.addEventListener("afterprint", () => frame.remove());
  frame.contentWindow.print();
}
