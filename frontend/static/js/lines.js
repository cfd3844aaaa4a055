// The lines of a log in memory, which of them are to be shown, and how many rows each takes. Knows no page.

const LEVELS = ["debug", "info", "notice", "warn", "error"];
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\ud800-\udbff]/g;

export class Lines {
  constructor() {
    /** By number less one; a place is empty until its line has come. */
    this.all = [];
    /** Places of the lines that are shown, in order. */
    this.shown = [];
    /** For each shown line, and one more: how many rows lie above it. */
    this.rows = [0];
    this.columns = 0;
    this.filter = { text: "", level: 0, phase: "" };
    this.pattern = null;
  }

  /** Takes a line in; returns whether it is shown at the end of the others. */
  add(line) {
    const place = line.sequence - 1;
    const isNext = place >= this.all.length;
    this.all[place] = { at: line.at, level: LEVELS.indexOf(line.level), phase: line.phase, text: line.text };
    if (isNext && this.passes(this.all[place])) {
      this.shown.push(place);
      this.rows.push(this.rows[this.rows.length - 1] + this.rowsOf(this.all[place]));
      return true;
    }
    return false;
  }

  levelOf(line) {
    return LEVELS[line.level];
  }

  passes(line) {
    return (
      line.level >= this.filter.level &&
      (this.filter.phase === "" || line.phase === this.filter.phase) &&
      (this.pattern === null || this.pattern.test(line.text))
    );
  }

  /** Shows what passes a filter, from now on. */
  show(filter) {
    this.filter = { ...this.filter, ...filter };
    const text = this.filter.text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    this.pattern = text === "" ? null : new RegExp(text, "i");
    this.again();
  }

  /** Wraps at so many columns; 0 for not at all. */
  wrapAt(columns) {
    if (columns !== this.columns) {
      this.columns = columns;
      this.measure();
    }
  }

  /** Looks at all lines anew, as after older ones have come. */
  again() {
    this.shown = [];
    this.all.forEach((line, place) => {
      if (this.passes(line)) {
        this.shown.push(place);
      }
    });
    this.measure();
  }

  measure() {
    const rows = new Array(this.shown.length + 1);
    rows[0] = 0;
    for (let i = 0; i < this.shown.length; i++) {
      rows[i + 1] = rows[i] + this.rowsOf(this.all[this.shown[i]]);
    }
    this.rows = rows;
  }

  rowsOf(line) {
    if (this.columns === 0) {
      return 1;
    }
    const prefix = line.level >= 2 ? LEVELS[line.level].length + 1 : 0;
    const wide = line.text.match(WIDE)?.length ?? 0;
    return Math.max(1, Math.ceil((prefix + line.text.length + wide) / this.columns));
  }

  get height() {
    return this.rows[this.rows.length - 1];
  }

  /** Index among the shown lines of the one that has this row. */
  atRow(row) {
    let low = 0;
    let high = this.shown.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.rows[middle] <= row) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}
