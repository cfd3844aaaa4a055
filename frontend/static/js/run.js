// The page of a run, brought to life. Everything on it can be read without; nothing that is done depends on it.

import { at, span } from "./format.js";
import { Log } from "./log.js";
import { Now } from "./now.js";
import { setText } from "./page.js";
import { Stream } from "./stream.js";
import { Timeline } from "./timeline.js";

const FIRST_LINES = 1000;
const CHUNK = 5000;
const QUIET_SECONDS = 10;

const main = document.getElementById("main");
const live = document.getElementById("live");
const lastKnown = Number(main.dataset.last);
const begin = Math.max(0, lastKnown - FIRST_LINES);

const log = new Log();
const now = new Now(main);
const timeline = new Timeline((phase) => log.show({ phase }));
log.onfilter = (filter) => timeline.filtered(filter.phase);

let newest = null;

const WORDS = { on: "live", broken: "reconnecting", asleep: "asleep", refused: "the console no longer knows this browser: open a new link" };

function showLive(word) {
  live.dataset.live = word;
  setText(document.getElementById("live-word"), WORDS[word]);
}

function showLastLine() {
  if (newest === null) {
    return;
  }
  const quiet = Math.floor((Date.now() - Date.parse(newest.at)) / 1000);
  const ago = main.dataset.state === "running" && quiet > QUIET_SECONDS ? `, ${span(quiet)} ago` : "";
  setText(document.getElementById("live-time"), `, last line at ${at(newest.at)}${ago}`);
}

new Stream(main.dataset.upgrade, begin, {
  line(line) {
    newest = line;
    log.add(line);
  },
  state(view) {
    now.show(view);
    timeline.show(view);
    main.dataset.state = view.state;
  },
  live: showLive,
});
setInterval(showLastLine, 250);

/** The lines before those that the stream brings: the newest matter most, so they came first. */
async function loadOlder() {
  for (let after = 0; after < begin; after += CHUNK) {
    const limit = Math.min(CHUNK, begin - after);
    const answer = await fetch(`/api/v1/upgrades/${main.dataset.upgrade}/lines?after=${after}&limit=${limit}`);
    if (!answer.ok) {
      throw new Error(`the lines from ${after} on were not given: ${answer.status}`);
    }
    log.addOlder((await answer.json()).lines);
  }
}
loadOlder();
