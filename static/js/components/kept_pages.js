// Without a network the next pages are answered all the same: they came ahead, and what is sent waits in this tab.

import start from "../start.js";
import { fill, keyOf } from "./autosave.js";

const PAUSE = 2000;
const RETRY = 15000;
const PATIENCE = 8000;

export default class KeptPages {
  constructor(box) {
    this.box = box;
    this.key = `outbox:${box.dataset.keptAt}`;
    this.kept = this.recall();
    this.pages = [{ url: this.form.action, title: document.title, html: box.innerHTML }];
    this.here = 0;
    this.shown = performance.now();
    document.addEventListener("submit", (event) => this.submit(event), { capture: true });
    addEventListener("popstate", () => this.turn());
    addEventListener("online", () => this.send());
    addEventListener("beforeunload", (event) => { if (!this.leaving && this.waiting().length) event.preventDefault(); });
    this.goesOn = this.waiting().length > 0;
    if (this.goesOn) this.send();
    setTimeout(() => this.fetchAhead(), PAUSE);
  }

  get form() {
    return this.box.querySelector("form");
  }

  // What still has to be sent; what was sent from elsewhere meanwhile waits for a word of the respondent.
  waiting() {
    return this.kept.filter((entry) => !entry.moved);
  }

  async fetchAhead() {
    if (!navigator.onLine) return addEventListener("online", () => this.fetchAhead(), { once: true });
    if (navigator.connection?.saveData && !this.kept.length) return;
    try {
      const answer = await fetch(this.box.dataset.aheadUrl);
      if (!answer.ok) return;
      this.words = await answer.json();
    } catch {
      return;
    }
    this.pages.push(...this.words.pages.map((page) => ({ ...page, url: new URL(page.url, location).href })));
    this.askAboutMoved();
  }

  async submit(event) {
    if (event.target !== this.form) return;
    const goes = event.submitter?.name === "go" ? event.submitter.value : "";
    if (navigator.onLine && !("lost" in this.form.dataset) && (goes || !this.kept.length)) {
      this.leaving = true;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (goes === "back") return this.back();
    if (goes) return this.tell();
    this.put(this.form);
    this.goesOn = true;
    if (!navigator.onLine || !(await this.send())) this.step();
  }

  put(form) {
    const data = new FormData(form);
    const { action: url, dataset: { autosaveUrl: autosave } } = form;
    const fields = [...data].filter(([, value]) => typeof value === "string");
    const place = this.kept.findIndex((entry) => entry.url === url);
    const before = this.kept[place]?.seconds ?? 0;
    const entry = { url, autosave, fields, seconds: before + (performance.now() - this.shown) / 1000 };
    this.kept.splice(place < 0 ? this.kept.length : place, place < 0 ? 0 : 1, entry);
    const named = [...form.elements].filter(({ name, type }) => name && type !== "hidden");
    this.store(keyOf(autosave), Object.fromEntries(named.map(({ name }) => [name, data.getAll(name)])));
    this.remember();
    this.plan();
  }

  // On to the next page that is here, or to the words that there is none.
  step() {
    if (this.leaving) return;
    const next = this.pages[this.here + 1];
    if (next?.html) {
      history.pushState(null, "", next.url);
      this.show(this.here + 1);
    } else if (this.words) {
      history.pushState(null, "", location.href);
      this.box.innerHTML = this.words.waiting;
      this.box.querySelector("[data-kept]").textContent = this.howMany();
      this.box.querySelector("[data-back]").addEventListener("click", () => history.back());
      this.toTop();
    }
    this.tell();
  }

  show(place) {
    const page = this.pages[place];
    this.here = place;
    this.goesOn = false;
    this.box.innerHTML = page.html;
    document.title = page.title;
    this.shown = performance.now();
    start(this.box);
    this.toTop();
    this.tell();
  }

  toTop() {
    scrollTo(0, 0);
    document.getElementById("main").focus({ preventScroll: true });
  }

  back() {
    if (this.here > 0) history.back();
    else this.tell();
  }

  // The browser went back or forward among pages shown here; what was sent is better read from the server.
  turn() {
    const place = this.pages.findIndex(({ url }) => url === location.origin + location.pathname);
    if (place === this.here && this.form) return;
    if (navigator.onLine && !this.waiting().length) location.reload();
    else if (this.pages[place]?.html) this.show(place);
    else this.tell();
  }

  send() {
    this.sending ??= this.sendAll().finally(() => { this.sending = null; });
    return this.sending;
  }

  async sendAll() {
    let goTo = null;
    let first = null;
    while (this.waiting().length) {
      const [entry] = this.waiting();
      const told = await this.post(entry);
      if (!told) return false;
      goTo = told.at;
      if (told.state === "words" || told.state === "refused") break;
      if (told.state !== "taken") first ??= told.at;
      this.settle(entry, told.state);
    }
    if (this.goesOn && goTo) this.leave(first ?? this.kept.find(({ moved }) => moved)?.url ?? goTo);
    else if (!this.waiting().length) this.say("textSaved");
    return true;
  }

  // What the server says to a page; null where it could not be asked.
  async post(entry) {
    const body = new FormData();
    for (const [name, value] of [...entry.fields, ["_seconds", entry.seconds.toFixed(1)]]) body.append(name, value);
    try {
      const answer = await fetch(`${entry.url}/kept`, { method: "POST", body, signal: AbortSignal.timeout(PATIENCE) });
      delete this.form?.dataset.lost;
      if (answer.ok) return await answer.json();
      if (answer.status < 500 && answer.status !== 429) return { state: "before", at: entry.url };
    } catch { /* the network is not back */ }
    this.plan();
    return null;
  }

  settle(entry, state) {
    if (state === "before") entry.moved = true;
    else this.kept = this.kept.filter((other) => other !== entry);
    if (state !== "again") this.store(keyOf(entry.autosave), null);
    if (state === "taken") {
      for (const page of this.pages) if (page.url === entry.url) page.html = null;
    }
    this.remember();
  }

  leave(address) {
    this.leaving = true;
    location.assign(address);
  }

  plan() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => { if (this.waiting().length) this.send(); }, RETRY);
  }

  // The page here was sent from elsewhere: whose answers count is for the respondent to say.
  askAboutMoved() {
    const entry = this.kept.find(({ moved, url }) => moved && url === this.form?.action);
    if (!entry) return;
    this.box.insertAdjacentHTML("afterbegin", this.words.moved);
    const notice = this.box.firstElementChild;
    const answered = (mine) => {
      if (mine) this.fillIn(entry);
      this.kept = this.kept.filter((other) => other !== entry);
      this.remember();
      notice.remove();
      document.getElementById("main").focus();
    };
    notice.querySelector("[data-mine]").addEventListener("click", () => answered(true));
    notice.querySelector("[data-theirs]").addEventListener("click", () => answered(false));
  }

  fillIn({ fields }) {
    for (const control of this.form.elements) {
      if (!control.name || control.type === "hidden") continue;
      fill(control, fields.filter(([name]) => name === control.name).map(([, value]) => value));
      control.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  howMany() {
    return this.words?.kept[this.waiting().length - 1] ?? "";
  }

  tell() {
    if (this.waiting().length && this.howMany()) this.say(null, this.howMany());
    else this.say("textOffline");
  }

  say(name, text = null) {
    const region = document.querySelector("[data-saved]");
    if (region) setTimeout(() => { region.textContent = text ?? region.dataset[name]; }, 100);
  }

  recall() {
    try { return JSON.parse(sessionStorage.getItem(this.key)) ?? []; } catch { return []; }
  }

  remember() {
    this.store(this.key, this.kept.length ? this.kept : null);
  }

  store(key, value) {
    try {
      if (value === null) sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, JSON.stringify(value));
    } catch { /* private windows may forbid it */ }
  }
}
