// The events of one upgrade. Asks again by itself after whatever cut it off, from the last line on. A page that nobody
// sees lets its connection go, because a browser has only six for all pages of a console, and only asks now and then.

const RETRY_MILLIS = [500, 1000, 2000, 3000];
const HIDDEN_AFTER_MILLIS = 20_000;
const HIDDEN_POLL_MILLIS = 5_000;
// The server speaks at least every 15 seconds, but heartbeats are not shown to scripts; this only decides when to ask.
const SILENT_AFTER_MILLIS = 40_000;

export class Stream {
  /**
   * @param {string} upgrade its id
   * @param {number} last number of the last line that is known
   * @param {{line: Function, state: Function, live: Function}} listener live is told on, broken, asleep or refused
   */
  constructor(upgrade, last, listener) {
    this.address = `/api/v1/upgrades/${upgrade}`;
    this.last = last;
    this.listener = listener;
    this.failures = 0;
    document.addEventListener("visibilitychange", () => this.seen(!document.hidden));
    setInterval(() => this.watchSilence(), 5_000);
    this.open();
  }

  open() {
    clearTimeout(this.timer);
    this.source?.close();
    const source = new EventSource(`${this.address}/events?stay=true&after=${this.last}`);
    this.source = source;
    this.heard = Date.now();
    source.addEventListener("open", () => {
      this.failures = 0;
      this.heard = Date.now();
      this.listener.live("on");
    });
    source.addEventListener("line", (event) => {
      const line = JSON.parse(event.data);
      this.heard = Date.now();
      if (line.sequence > this.last) {
        this.last = line.sequence;
        this.listener.line(line);
      }
    });
    source.addEventListener("state", (event) => {
      this.heard = Date.now();
      this.listener.state(JSON.parse(event.data));
    });
    source.addEventListener("error", () => this.broken());
  }

  broken() {
    this.source?.close();
    this.source = null;
    if (document.hidden && this.asleep) {
      return;
    }
    this.listener.live("broken");
    const wait = RETRY_MILLIS[Math.min(this.failures++, RETRY_MILLIS.length - 1)];
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.askBeforeOpening(), wait);
  }

  /** An EventSource does not say why it was refused; an ordinary request does. */
  async askBeforeOpening() {
    try {
      const answer = await fetch(this.address, { headers: { Accept: "application/json" } });
      if (answer.ok) {
        this.open();
      } else if (answer.status === 401 || answer.status === 404) {
        this.listener.live("refused");
      } else {
        this.broken();
      }
    } catch {
      this.broken(); // Nobody answers yet: said by the word "reconnecting", and tried again.
    }
  }

  watchSilence() {
    if (this.source && !document.hidden && Date.now() - this.heard > SILENT_AFTER_MILLIS) {
      // A connection that was cut without a word looks open; one question tells.
      this.heard = Date.now();
      fetch(this.address, { headers: { Accept: "application/json" } })
        .then((answer) => (answer.ok ? answer.json().then((view) => this.listener.state(view)) : this.broken()))
        .catch(() => this.broken());
    }
  }

  seen(isSeen) {
    clearTimeout(this.hidden);
    clearInterval(this.poll);
    if (isSeen) {
      if (this.asleep) {
        this.asleep = false;
        this.open();
      }
      return;
    }
    this.hidden = setTimeout(() => {
      this.asleep = true;
      this.source?.close();
      this.source = null;
      this.listener.live("asleep");
      this.poll = setInterval(() => this.look(), HIDDEN_POLL_MILLIS);
    }, HIDDEN_AFTER_MILLIS);
  }

  async look() {
    try {
      const answer = await fetch(this.address, { headers: { Accept: "application/json" } });
      if (answer.ok) {
        this.listener.state(await answer.json());
      }
    } catch {
      // Nobody sees this page; it asks again in a few seconds, and says so when it is looked at.
    }
  }
}
