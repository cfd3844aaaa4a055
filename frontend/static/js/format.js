// Numbers and times for people, written as the server writes them, so that nothing jumps when a page comes alive.

const grouped = new Intl.NumberFormat("en");
const timeOfDay = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const moment = new Intl.DateTimeFormat("en-GB", {
  day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit", timeZoneName: "short",
});
const KILO = 1000;

export const number = (value) => grouped.format(value);

export function bytes(value) {
  if (value < KILO) {
    return `${value} B`;
  }
  let size = value / KILO;
  for (const unit of ["kB", "MB", "GB"]) {
    if (size < KILO) {
      return `${size.toFixed(size < 10 ? 1 : 0)} ${unit}`;
    }
    size /= KILO;
  }
  return `${size.toFixed(1)} TB`;
}

export function amount(done, total, unit) {
  const say = unit === "bytes" ? bytes : number;
  const whole = total === null ? say(done) : `${say(done)} of ${say(total)}`;
  return unit === "bytes" ? whole : `${whole} ${unit}`;
}

export function span(seconds) {
  if (seconds < 10) {
    return `${Number.isInteger(seconds) ? seconds : seconds.toFixed(1)} s`;
  }
  const whole = Math.round(seconds);
  if (whole < 60) {
    return `${whole} s`;
  }
  return whole < 3600
    ? `${Math.floor(whole / 60)} min ${whole % 60} s`
    : `${Math.floor(whole / 3600)} h ${two(Math.floor((whole % 3600) / 60))} min`;
}

export function clock(seconds) {
  return [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60].map(two).join(":");
}

const two = (value) => String(value).padStart(2, "0");

/** hh:mm:ss in the reader's zone. */
export const at = (instant) => timeOfDay.format(new Date(instant));

/** Day and time in the reader's zone, which it names. */
export const dayAndTime = (instant) => moment.format(new Date(instant));

const STATES = {
  pending: "to come", succeeded: "done", cancelled: "stopped",
  "rolling-back": "going back", "rolled-back": "taken back", undone: "taken back",
};

export const stateWord = (state) => STATES[state] ?? state;
