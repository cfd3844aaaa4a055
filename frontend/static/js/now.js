// What is happening and what can be done. The words come from the server: when they change, its part of the page is put
// in the place of the old one; only figures are written here.

import { amount, clock, number, span } from "./format.js";
import { localTimes, setText } from "./page.js";

const SAY_MILLIS = 10_000;
const NOTABLE = { succeeded: "Done", failed: "Failed", waiting: "Waiting", interrupted: "Interrupted", "rolled-back": "Taken back" };

export class Now {
  constructor(main) {
    this.main = main;
    this.state = main.dataset.state;
    this.key = null;
    this.shown = document.getElementById("now").innerHTML;
    this.stopped = document.getElementById("stopped");
    this.stoppedSince = null;
    if (this.stopped.dataset.seconds !== undefined) {
      this.stopwatch(Number(this.stopped.dataset.seconds), this.stopped.dataset.runs === "true");
    }
    setInterval(() => this.tick(), 250);
    this.bell();
  }

  show(view) {
    this.progress(view.progress);
    this.stopwatch(view.stoppedSeconds, view.mailIsStopped);
    if (view.index !== null) {
      setText(document.getElementById("index"), indexWords(view.index));
    }
    const running = view.phases.flatMap((phase) => phase.steps).find((step) => step.state === "running");
    const key = JSON.stringify([
      view.state, view.atWork, view.failure, view.waiting, view.allowed, view.safeToGoBack, view.cleanup, running?.name,
      view.index === null,
    ]);
    // The first news may be newer than the page, which was made a moment before.
    if (key !== this.key) {
      this.key = key;
      this.reload();
    }
    if (view.state !== this.state) {
      this.state = view.state;
      this.notify(view.state);
    }
  }

  async reload() {
    if (this.loading) {
      this.loadAgain = true;
      return;
    }
    this.loading = true;
    try {
      const answer = await fetch(`/upgrades/${this.main.dataset.upgrade}/now`, { headers: { Accept: "text/html" } });
      if (answer.ok) {
        this.replace(new DOMParser().parseFromString(await answer.text(), "text/html"));
      }
    } catch {
      this.key = ""; // The next state tries again.
    }
    this.loading = false;
    if (this.loadAgain) {
      this.loadAgain = false;
      this.reload();
    }
  }

  replace(page) {
    const old = document.getElementById("now");
    const fresh = page.getElementById("now");
    if (!fresh || isTyping(old) || fresh.innerHTML === this.shown) {
      return;
    }
    this.shown = fresh.innerHTML;
    const hadFocus = old.contains(document.activeElement);
    const label = document.activeElement?.textContent;
    old.replaceWith(document.adoptNode(fresh));
    localTimes(fresh);
    if (hadFocus) {
      const same = [...fresh.querySelectorAll("button, a")].find((one) => one.textContent === label);
      (same ?? fresh.querySelector("#now-title")).focus({ preventScroll: true });
    }
    const heading = document.getElementById("heading").textContent;
    document.title = `${heading} – ${this.main.dataset.host} – Drydock`;
    this.say(heading);
  }

  progress(progress) {
    const bar = document.getElementById("bar");
    if (!bar) {
      return;
    }
    if (!progress) {
      bar.removeAttribute("value");
      ["activity", "amount", "percent"].forEach((id) => setText(document.getElementById(id), ""));
      setText(document.getElementById("pace"), "How long this takes is not known.");
      return;
    }
    if (progress.percent === null) {
      bar.removeAttribute("value");
    } else {
      bar.value = progress.percent;
    }
    const rate = progress.perSecond > 0 ? `${amount(Math.round(progress.perSecond), null, progress.unit)}/s · ` : "";
    const left = progress.secondsLeft === null ? "time left unknown" : `about ${span(progress.secondsLeft)} left`;
    setText(document.getElementById("activity"), progress.activity);
    setText(document.getElementById("amount"), amount(progress.done, progress.total, progress.unit));
    setText(document.getElementById("percent"), progress.percent === null ? "" : `${progress.percent} %`);
    setText(document.getElementById("pace"), rate + left);
    this.sayNowAndThen(`${progress.activity}, ${progress.percent === null ? number(progress.done) : `${progress.percent} percent`}, ${left}`);
  }

  stopwatch(seconds, runs) {
    if (seconds === null) {
      return;
    }
    setText(document.getElementById("stopped-word"), runs ? "mail stopped" : "mail stood still");
    // Begun anew only where the server's clock and ours have drifted, so that no second is shown twice.
    const ours = this.stoppedSince === null ? NaN : Math.floor((performance.now() - this.stoppedSince) / 1000);
    if (!runs || Number.isNaN(ours) || Math.abs(ours - seconds) > 1) {
      this.stoppedSince = performance.now() - seconds * 1000;
    }
    this.stoppedFor = seconds;
    this.isStopped = runs;
    this.tick();
  }

  tick() {
    if (this.stoppedSince !== null) {
      const seconds = this.isStopped ? Math.floor((performance.now() - this.stoppedSince) / 1000) : this.stoppedFor;
      setText(this.stopped, clock(seconds));
    }
  }

  say(text) {
    this.saidAt = Date.now();
    setText(document.getElementById("announce"), text);
  }

  sayNowAndThen(text) {
    if (Date.now() - (this.saidAt ?? 0) > SAY_MILLIS) {
      this.say(text);
    }
  }

  bell() {
    const button = document.getElementById("notify");
    if (!("Notification" in window) || Notification.permission !== "default") {
      return;
    }
    button.hidden = false;
    button.addEventListener("click", async () => {
      await Notification.requestPermission();
      button.hidden = true;
    });
  }

  notify(state) {
    const word = NOTABLE[state];
    if (word && document.hidden) {
      document.title = `${word} – ${this.main.dataset.host} – Drydock`;
      if ("Notification" in window && Notification.permission === "granted") {
        new Notification(`${word}: upgrade of ${this.main.dataset.host}`, { tag: this.main.dataset.upgrade });
      }
    }
  }
}

function indexWords(index) {
  if (index.left === null) {
    return `How far the search index is cannot be seen: ${index.problem}.`;
  }
  if (index.left === 0) {
    return "The search index is complete.";
  }
  const left = index.secondsLeft === null ? "time left unknown" : `about ${span(index.secondsLeft)} left`;
  return `The new server still builds its search index: ${number(index.left)} messages left, ${left}. Until then searches find only a part of the mail.`;
}

/** Whoever is typing a password is not to lose it because a figure has changed. */
function isTyping(part) {
  return [...part.querySelectorAll("input:not([type=hidden])")].some((input) => input.value !== "");
}
