// What every page has: times in the reader's zone, and settings that this browser remembers.

import { dayAndTime } from "./format.js";

/** Turns the times of a part of the page into the reader's zone. */
export function localTimes(part) {
  for (const time of part.querySelectorAll("time[datetime]")) {
    if (!time.closest("#lines")) {
      time.textContent = dayAndTime(time.dateTime);
    }
  }
}

/** A setting that is remembered where the browser lets us. */
export const settings = {
  get(name, fallback) {
    try {
      return localStorage.getItem(`drydock.${name}`) ?? fallback;
    } catch {
      return fallback; // Storage that is switched off only means that nothing is remembered.
    }
  },
  set(name, value) {
    try {
      localStorage.setItem(`drydock.${name}`, value);
    } catch {
      // As above.
    }
  },
};

/** Changes the text only where it differs, so that nothing is laid out or read out again for nothing. */
export function setText(element, text) {
  if (element && element.textContent !== text) {
    element.textContent = text;
  }
}

localTimes(document);
for (const zone of document.querySelectorAll("[data-zone]")) {
  zone.textContent = `your zone, ${Intl.DateTimeFormat().resolvedOptions().timeZone}`;
}
document.getElementById("problems")?.focus();

const print = document.getElementById("print");
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}
