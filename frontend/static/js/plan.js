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

function showChecks(checked) {
  for (const field of checked.fields) {
    const input = document.getElementById(`field-${field.name}`);
    setText(document.getElementById(`problem-${field.name}`), field.problem ?? "");
    input?.toggleAttribute("aria-invalid", field.problem !== null);
    if (field.problem !== null) {
      input?.setAttribute("aria-invalid", "true");
    }
  }
  document.getElementById("backup-checks").replaceChildren(
    ...checked.checks.map((check) => {
      const item = document.createElement("li");
      item.className = check.ok ? "pass" : "fail";
      item.append(icon(check.ok ? "succeeded" : "failed"), ` ${check.text}.`);
      return item;
    }),
  );
}

async function check() {
  const values = new URLSearchParams();
  for (const input of form.querySelectorAll(
    "input[name]:not([type=hidden]):not([readonly]):not([type=password]), select[name]",
  )) {
    values.set(input.name, input.value);
  }
  const answer = await fetch(`/api/v1/upgrades/${main.dataset.upgrade}/backup-form?${values}`);
  if (answer.ok) {
    showChecks(await answer.json());
  }
}

if (form) {
  let typing;
  form.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(check, WAIT_MILLIS);
  });
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
