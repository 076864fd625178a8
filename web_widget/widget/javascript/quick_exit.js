// Three times Shift, with nothing between them, leaves the page.

const TIMES = 3;
const WITHIN = 3000;

/** Call `leave` once somebody has pressed Shift three times while `active()`. */
export function onThreeShifts(active, leave) {
  let presses = [];
  let alone = false; // whether Shift is held for itself, and not for a capital
  const otherwise = () => {
    presses = [];
    alone = false;
  };
  const begun = (event) => (event.key === "Shift" ? (alone = true) : otherwise());
  const pressed = (event) => {
    if (event.key !== "Shift" || !alone || !active()) return;
    presses = [...presses, event.timeStamp].filter((at) => event.timeStamp - at < WITHIN);
    if (presses.length === TIMES) leave();
  };
  addEventListener("keydown", begun, true);
  addEventListener("pointerdown", otherwise, true);
  addEventListener("keyup", pressed, true);
}
