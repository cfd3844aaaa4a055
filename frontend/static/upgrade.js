// Keeps the page of an upgrade up to date while a run is at work. Without script the page shows the same when reloaded.

const main = document.getElementById("main");
const log = document.getElementById("log");
const live = document.getElementById("live");
const MOST_LINES = 2000;

function text(id, value) {
  const element = document.getElementById(id);
  if (element && element.textContent !== value) {
    element.textContent = value;
  }
}

function showProgress(progress) {
  if (!progress) {
    return "";
  }
  const of = progress.total === null ? "" : ` of ${progress.total.toLocaleString()}`;
  const percent = progress.percent === null ? "" : ` (${progress.percent} %)`;
  const left = progress.secondsLeft === null ? "" : `, about ${progress.secondsLeft} s left`;
  return `${progress.activity}: ${progress.done.toLocaleString()}${of} ${progress.unit}${percent}${left}`;
}

function showState(view) {
  text("state", view.state);
  text("progress", showProgress(view.progress));
  text("stopped", view.stoppedSeconds === null ? "never" : `${view.stoppedSeconds} s`);
  text("back", view.safeToGoBack.text);
  document.title = `${view.state} – ${view.subject.config} – Drydock`;
  for (const phase of view.phases) {
    const item = document.querySelector(`[data-phase="${CSS.escape(phase.name)}"]`);
    if (!item) {
      continue;
    }
    item.querySelector(":scope > .state").textContent = phase.state;
    item.querySelector(":scope > .seconds").textContent = phase.seconds === null ? "" : `${phase.seconds} s`;
    for (const step of phase.steps) {
      const line = item.querySelector(`[data-step="${CSS.escape(step.name)}"]`);
      if (line) {
        line.querySelector(".state").textContent = step.state;
        line.querySelector(".detail").textContent = step.detail;
      }
    }
  }
}

function addLine(line) {
  const follows = log.scrollTop + log.clientHeight >= log.scrollHeight - 4;
  log.append(`${line.at} ${line.level.toUpperCase()} ${line.step} ${line.text}\n`);
  while (log.childNodes.length > MOST_LINES) {
    log.firstChild.remove();
  }
  if (follows) {
    log.scrollTop = log.scrollHeight;
  }
}

if (main.dataset.active === "true") {
  const source = new EventSource(`/api/v1/upgrades/${main.dataset.upgrade}/events?after=${main.dataset.last}`);
  source.addEventListener("open", () => text("live", "live"));
  source.addEventListener("error", () => text("live", "reconnecting"));
  source.addEventListener("line", (event) => addLine(JSON.parse(event.data)));
  source.addEventListener("state", (event) => showState(JSON.parse(event.data)));
  source.addEventListener("end", () => {
    source.close();
    // What may be done now is said by the server.
    window.location.reload();
  });
}
log.scrollTop = log.scrollHeight;
