// Fetches the second file of the widget when it is first needed, and runs it only if it is the one that was published.

const INTEGRITY = "{integrity of panel.js}"; // written in by the gateway when it joins the modules

/** The class of the open chat. A failed attempt is made under a new address, as browsers remember failures. */
export async function panelClass(attempt) {
  const address = new URL(attempt ? `./panel.js?attempt=${attempt}` : "./panel.js", import.meta.url).href;
  await checked(address);
  return (await import(address)).Panel;
}

/** A preload with a hash: where it does not match, the import fails too. Older browsers go without the check. */
function checked(href) {
  const link = document.createElement("link");
  if (!link.relList.supports("modulepreload")) return undefined;
  Object.assign(link, { rel: "modulepreload", crossOrigin: "anonymous", integrity: INTEGRITY, href });
  return new Promise((resolve, reject) => {
    link.addEventListener("load", resolve);
    link.addEventListener("error", () => reject(new Error(`Not loaded: ${href}`)));
    document.head.append(link);
  });
}
