// The log on the page. However many lines there are, only those that are seen are in the document.

import { at, number } from "./format.js";
import { Lines } from "./lines.js";
import { setText, settings } from "./page.js";

const SPARE_ROWS = 15;
const ANNOUNCE_MILLIS = 5_000;

export class Log {
  constructor() {
    this.lines = new Lines();
    this.box = document.getElementById("lines");
    this.space = document.createElement("div");
    this.space.className = "space";
    this.window = document.createElement("div");
    this.window.className = "window";
    this.space.append(this.window);
    this.box.replaceChildren(this.space);
    this.followButton = document.getElementById("follow");
    this.count = document.getElementById("log-count");
    this.news = document.getElementById("announce-log");
    this.follows = true;
    this.behind = 0;
    this.unsaid = 0;
    this.drawn = "";
    this.box.addEventListener("scroll", () => this.scrolled(), { passive: true });
    this.followButton.addEventListener("click", () => this.follow());
    new ResizeObserver(() => this.resized()).observe(this.box);
    setInterval(() => this.announce(), ANNOUNCE_MILLIS);
    this.tools();
  }

  tools() {
    document.getElementById("tools").hidden = false;
    const search = document.getElementById("log-search");
    let typing;
    search.addEventListener("input", () => {
      clearTimeout(typing);
      typing = setTimeout(() => this.show({ text: search.value }), 120);
    });
    const level = this.remembered("log-level", "level", "0", (value) => this.show({ level: Number(value) }));
    level.addEventListener("change", () => level.dispatchEvent(new Event("remember")));
    this.remembered("log-wrap", "wrap", "false", (on) => {
      this.wraps = on === "true";
      this.box.classList.toggle("wrap", this.wraps);
      this.resized();
    });
    this.remembered("log-times", "times", "true", (on) => {
      this.times = on === "true";
      this.resized();
    });
    this.remembered("log-keys", "keys", "true", (on) => (this.keys = on === "true"));
    document.addEventListener("keydown", (event) => this.key(event, search));
  }

  /** A control whose value this browser remembers. */
  remembered(id, name, fallback, use) {
    const control = document.getElementById(id);
    const isBox = control.type === "checkbox";
    const value = settings.get(name, fallback);
    if (isBox) {
      control.checked = value === "true";
    } else {
      control.value = value;
    }
    control.addEventListener("change", () => {
      const now = isBox ? String(control.checked) : control.value;
      settings.set(name, now);
      use(now);
    });
    use(value);
    return control;
  }

  key(event, search) {
    if (!this.keys || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const typing = event.target.closest("input, select, textarea");
    if (event.key === "/" && !typing) {
      event.preventDefault();
      search.focus();
    } else if (event.key === "Escape" && (event.target === search || this.lines.filter.phase !== "")) {
      search.value = "";
      this.show({ text: "", phase: "" });
      this.box.focus();
    }
  }

  add(line) {
    const isShown = this.lines.add(line);
    this.unsaid++;
    this.newest = line;
    if (isShown && !this.follows) {
      this.behind++;
    }
    this.later();
  }

  /** Older lines than those that are known. */
  addOlder(lines) {
    const top = this.lines.shown[this.lines.atRow(Math.floor(this.box.scrollTop / this.rowHeight))];
    lines.forEach((line) => this.lines.add(line));
    this.lines.again();
    if (!this.follows && top !== undefined) {
      this.box.scrollTop = this.lines.rows[this.lines.shown.indexOf(top)] * this.rowHeight;
    }
    this.changed();
  }

  show(filter) {
    this.lines.show(filter);
    this.onfilter?.(this.lines.filter);
    this.follow();
    this.changed();
  }

  follow() {
    this.follows = true;
    this.behind = 0;
    this.changed();
  }

  changed() {
    this.drawn = "";
    this.later();
  }

  later() {
    this.asked ??= requestAnimationFrame(() => {
      this.asked = null;
      this.draw();
    });
  }

  scrolled() {
    const atEnd = this.box.scrollTop + this.box.clientHeight >= this.box.scrollHeight - this.rowHeight;
    // Only the reader's own scrolling up ends the following; ours always ends at the end.
    if (this.follows && !atEnd && this.box.scrollTop < this.scrolledTo - 1) {
      this.follows = false;
      this.behind = 0;
    } else if (atEnd) {
      this.follows = true;
      this.behind = 0;
    }
    this.later();
  }

  resized() {
    const probe = document.createElement("span");
    probe.textContent = "0".repeat(100);
    this.window.append(probe);
    const character = probe.getBoundingClientRect().width / 100 || 8;
    probe.remove();
    const style = getComputedStyle(this.box);
    this.rowHeight = parseFloat(style.lineHeight) || 18;
    const padding = 2 * 0.6 * parseFloat(getComputedStyle(document.documentElement).fontSize);
    const narrow = window.matchMedia("(max-width: 40rem)").matches;
    const taken = (this.times ? 9 : 0) + (narrow ? 0 : 9);
    const columns = Math.floor((this.box.clientWidth - padding) / character) - taken;
    this.lines.wrapAt(this.wraps ? Math.max(10, columns) : 0);
    this.changed();
  }

  draw() {
    const { lines, box, rowHeight } = this;
    const height = `${lines.height * rowHeight}px`;
    if (this.space.style.height !== height) {
      this.space.style.height = height;
    }
    if (this.follows && !this.isSelecting()) {
      box.scrollTop = box.scrollHeight;
    }
    this.scrolledTo = box.scrollTop;
    const first = lines.atRow(Math.max(0, Math.floor(box.scrollTop / rowHeight) - SPARE_ROWS));
    const last = lines.atRow(Math.ceil((box.scrollTop + box.clientHeight) / rowHeight) + SPARE_ROWS);
    const range = `${first}-${last}-${lines.shown.length === 0}`;
    if (range !== this.drawn) {
      this.drawn = range;
      const rows = [];
      for (let i = first; i <= last && i < lines.shown.length; i++) {
        rows.push(this.row(lines.all[lines.shown[i]], lines.rows[i + 1] - lines.rows[i]));
      }
      this.window.replaceChildren(...rows);
      this.window.style.transform = `translateY(${(lines.rows[first] ?? 0) * rowHeight}px)`;
    }
    this.figures();
  }

  isSelecting() {
    const selection = document.getSelection();
    return selection && !selection.isCollapsed && this.window.contains(selection.anchorNode);
  }

  row(line, rows) {
    const row = document.createElement("div");
    row.className = "line";
    row.dataset.level = this.lines.levelOf(line);
    row.style.height = `${rows * this.rowHeight}px`;
    if (this.times) {
      row.append(element("time", "", at(line.at)));
    }
    row.append(element("span", "phase", line.phase));
    const text = element("span", "text", "");
    if (line.level >= 2) {
      text.append(element("b", "", this.lines.levelOf(line)), " ");
    }
    this.markUp(text, line.text);
    row.append(text);
    return row;
  }

  markUp(into, text) {
    const found = this.lines.pattern?.exec(text);
    if (!found) {
      into.append(text);
      return;
    }
    into.append(text.slice(0, found.index), element("mark", "", found[0]), text.slice(found.index + found[0].length));
  }

  figures() {
    const all = this.lines.all.length;
    const shown = this.lines.shown.length;
    const phase = this.lines.filter.phase === "" ? "" : ` of ${this.lines.filter.phase}`;
    setText(this.count, shown === all ? `${number(all)} lines` : `${number(shown)} of ${number(all)} lines${phase}`);
    this.followButton.hidden = this.follows;
    setText(document.getElementById("follow-count"), this.behind > 0 ? `(${number(this.behind)} new)` : "");
  }

  /** Says at a pace what is new, for those who hear the page. */
  announce() {
    if (this.unsaid > 0) {
      const more = this.unsaid > 1 ? `${number(this.unsaid)} new lines. ` : "";
      setText(this.news, `${more}${this.newest.phase} ${this.newest.text.slice(0, 200)}`);
      this.unsaid = 0;
    }
  }
}

function element(name, className, text) {
  const made = document.createElement(name);
  if (className !== "") {
    made.className = className;
  }
  made.textContent = text;
  return made;
}
