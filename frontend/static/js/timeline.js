// The phases and steps of a run, kept up to date in place.

import { span, stateWord } from "./format.js";
import { setText } from "./page.js";

export class Timeline {
  /** @param {(phase: string) => void} onfilter told which phase's lines are wanted; "" for all */
  constructor(onfilter) {
    this.root = document.querySelector(".timeline");
    for (const button of this.root.querySelectorAll("[data-filter]")) {
      button.hidden = false;
      button.addEventListener("click", () =>
        onfilter(button.getAttribute("aria-pressed") === "true" ? "" : button.dataset.filter));
    }
  }

  /** Shows which phase the log is about. */
  filtered(phase) {
    for (const button of this.root.querySelectorAll("[data-filter]")) {
      button.setAttribute("aria-pressed", String(button.dataset.filter === phase));
    }
  }

  show(view) {
    for (const phase of view.phases.map((phase) => shown(phase, view.state))) {
      const item = this.root.querySelector(`[data-phase="${CSS.escape(phase.name)}"]`);
      if (!item) {
        continue;
      }
      const details = item.querySelector("details");
      if (item.dataset.state !== phase.state && !details.contains(document.activeElement)) {
        // The phase at work lies open; what went well folds up behind it, unless somebody is reading there.
        details.open = ["running", "failed", "interrupted"].includes(phase.state);
      }
      update(item, item.querySelector("summary"), phase);
      for (const step of phase.steps.map((step) => shown(step, view.state))) {
        const line = item.querySelector(`[data-step="${CSS.escape(step.name)}"]`);
        if (line) {
          update(line, line, step);
          setText(line.querySelector(".detail"), step.detail);
        }
      }
    }
  }
}

/** One that was begun, and waits for somebody, was not cut off. */
function shown(record, state) {
  return state === "waiting" && record.state === "interrupted" ? { ...record, state } : record;
}

function update(item, head, record) {
  if (item.dataset.state !== record.state) {
    item.dataset.state = record.state;
    head.querySelector("use").setAttribute("href", `#i-${record.state}`);
    setText(head.querySelector(".word"), stateWord(record.state));
  }
  setText(head.querySelector(".time"), record.seconds === null ? "" : span(record.seconds));
}
