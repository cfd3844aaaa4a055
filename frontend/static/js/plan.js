// The plan: what is typed is looked at on the machine while it is typed, and a plan that is begun elsewhere shows its run.

import { setText } from "./page.js";
import { Stream } from "./stream.js";

const main = document.getElementById("main");
const form = document.getElementById("backup-form");
const WAIT_MILLIS = 300;

function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.classList.add("icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

function item(check) {
  const line = document.createElement("li");
  line.className = check.ok ? "pass" : "fail";
  line.append(icon(check.ok ? "succeeded" : "failed"), ` ${check.text}.`);
  return line;
}

function showChecks(checked) {
  for (const field of checked.fields) {
    const input = document.getElementById(`field-${field.name}`);
    setText(document.getElementById(`problem-${field.name}`), field.problem ?? "");
    input?.toggleAttribute("aria-invalid", field.problem !== null);
    if (field.problem !== null) {
      input?.setAttribute("aria-invalid", "true");
    }
  }
  document.getElementById("backup-checks").replaceChildren(...checked.checks.map(item));
}

function showThatNothingIsKnown(why) {
  document.getElementById("backup-checks").replaceChildren(
    item({ ok: false, text: `What is typed could not be looked at: ${why}. It is looked at again when it changes, and before it is kept` }),
  );
}

const FIELDS = "input[name]:not([type=hidden]):not([readonly]):not([type=password]), select[name]";
let asked = 0;

async function check() {
  const question = ++asked;
  const values = new URLSearchParams();
  for (const input of form.querySelectorAll(FIELDS)) {
    values.set(input.name, input.value);
  }
  let show;
  try {
    const answer = await fetch(`/api/v1/upgrades/${main.dataset.upgrade}/backup-form?${values}`);
    if (answer.ok) {
      const checked = await answer.json();
      show = () => showChecks(checked);
    } else {
      show = () => showThatNothingIsKnown(`the console answered with ${answer.status}`);
    }
  } catch {
    show = () => showThatNothingIsKnown("the console did not answer");
  }
  // Looking takes longer at some values than at others, so answers do not come in the order of their questions.
  if (question === asked) {
    show();
  }
}

function differsFromThePage(input) {
  return input.options
    ? [...input.options].some((option) => option.selected !== option.defaultSelected)
    : input.value !== input.defaultValue;
}

if (form) {
  let typing;
  form.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(check, WAIT_MILLIS);
  });
  // What was typed before this script was there, or is put back by the browser on the way back, told nobody of itself.
  if ([...form.querySelectorAll(FIELDS)].some(differsFromThePage)) {
    check();
  }
}

for (const button of document.querySelectorAll("form button[type=submit]")) {
  button.form.addEventListener("submit", () => {
    // The checks take a while; a second press would only make it longer.
    setTimeout(() => (button.disabled = true), 0);
  });
}

const rehearsal = document.querySelector('#rehearsal[data-at-work="true"]');
const LOOK_MILLIS = 1000;

async function lookAtRehearsal() {
  const answer = await fetch(`/api/v1/upgrades/${main.dataset.upgrade}`);
  const now = answer.ok ? (await answer.json()).rehearsal : null;
  if (now === null || !now.atWork) {
    window.location.reload();
    return;
  }
  if (now.progress) {
    const part = now.progress.percent === null ? "" : `, ${now.progress.percent} %`;
    setText(document.getElementById("rehearsal-progress"), `A rehearsal is under way: ${now.progress.activity}${part}.`);
  }
  setTimeout(lookAtRehearsal, LOOK_MILLIS);
}

if (rehearsal) {
  setTimeout(lookAtRehearsal, LOOK_MILLIS);
}

if (main.dataset.planned === "true") {
  new Stream(main.dataset.upgrade, 0, {
    line() {},
    state(view) {
      if (view.state !== "planned" || view.atWork) {
        window.location.assign(`/upgrades/${main.dataset.upgrade}`);
      }
    },
    live() {},
  });
}
