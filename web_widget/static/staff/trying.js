// While the questions are tried, the page follows. Without this, a link does it.
import { fetched } from "./fetched.js";

const EVERY_MILLISECONDS = 1000;

async function follow() {
  let shown = document.getElementById("tried");
  if (shown.dataset.working !== "yes") return;
  try {
    const now = (await fetched(location.href)).getElementById("tried");
    if (now) {
      shown.replaceWith(now);
      shown = now;
    }
  } catch {
    // It is asked again.
  }
  if (shown.dataset.working === "yes") setTimeout(follow, EVERY_MILLISECONDS);
  else document.querySelector(".look-again")?.remove();
}

setTimeout(follow, EVERY_MILLISECONDS);
