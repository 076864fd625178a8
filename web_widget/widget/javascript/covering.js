// What lies over the page never covers what has the focus there.

const TOO_MUCH = 0.25;

/** Make elements let through what is below them for as long as something there has the focus. `host` is the widget. */
export function neverCover(host, floating) {
  const look = () => {
    const focused = document.activeElement;
    for (const node of floating()) node.classList.toggle("through", focused !== host && covered(focused, node) > TOO_MUCH);
  };
  for (const change of ["focusin", "focusout"]) addEventListener(change, () => requestAnimationFrame(look));
}

/** How much of an element lies below another: 0 to 1. */
function covered(focused, node) {
  if (!focused || focused === document.body) return 0;
  const [below, above] = [focused.getBoundingClientRect(), node.getBoundingClientRect()];
  const width = Math.min(below.right, above.right) - Math.max(below.left, above.left);
  const height = Math.min(below.bottom, above.bottom) - Math.max(below.top, above.top);
  return width > 0 && height > 0 ? (width * height) / (below.width * below.height) : 0;
}
