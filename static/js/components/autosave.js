// Sends changed answers while the respondent goes on; what could not be sent is kept for this tab and sent later.

const PAUSE = 600;
const RETRY = 15000;

export const keyOf = (url) => `autosave:${url}`;

// Which of several fields of one name this is, such as those of a date.
function placeOf(control) {
  return [...control.form.elements].filter(({ name, type }) => name === control.name && !/radio|checkbox/.test(type)).indexOf(control);
}

export function fill(control, values) {
  if (control.type === "radio" || control.type === "checkbox") control.checked = values.includes(control.value);
  else control.value = values[placeOf(control)] ?? "";
  control.dispatchEvent(new Event("change", { bubbles: true }));
}

export default class Autosave {
  constructor(form) {
    this.form = form;
    this.url = form.dataset.autosaveUrl;
    this.key = keyOf(this.url);
    this.region = document.querySelector("[data-saved]");
    this.pending = this.recall();
    this.restore();
    this.catchUp();
    this.keep();
    form.addEventListener("input", (event) => this.note(event.target));
    form.addEventListener("submit", () => this.forget());
    addEventListener("online", () => this.send());
    addEventListener("offline", () => this.say("textOffline"));
    addEventListener("pagehide", () => this.send({ leaving: true }));
    if (this.changed()) this.send();
  }

  // Answers given before this script had arrived.
  catchUp() {
    for (const control of this.form.elements) {
      if (this.touched(control)) this.note(control);
    }
  }

  touched(control) {
    const { type } = control;
    if (type === "radio" || type === "checkbox") return control.checked !== control.defaultChecked;
    if (type === "select-one") return control.value !== ([...control.options].find((option) => option.defaultSelected) ?? control.options[0])?.value;
    return "defaultValue" in control && control.value !== control.defaultValue;
  }

  changed() {
    return Object.keys(this.pending).length > 0;
  }

  note(control) {
    if (!control.name || control.type === "hidden" || control.type === "file") return;
    this.pending[control.name] = new FormData(this.form).getAll(control.name);
    this.keep();
    this.plan(PAUSE);
  }

  plan(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), wait);
  }

  body(sent) {
    const data = new FormData();
    for (const { name, value } of this.form.querySelectorAll("input[type=hidden]")) data.append(name, value);
    for (const [name, values] of Object.entries(sent)) {
      data.append("_changed", name);
      for (const value of values) data.append(name, value);
    }
    return data;
  }

  async send({ leaving = false } = {}) {
    clearTimeout(this.timer);
    if (!this.changed() || this.submitted || !this.form.isConnected) return;
    if (this.sending && !leaving) return this.plan(PAUSE);
    if (!navigator.onLine) return this.say("textOffline");
    const sent = { ...this.pending };
    this.sending = true;
    try {
      const token = this.form.querySelector("[name=csrf_token]")?.value ?? "";
      const answer = await fetch(this.url, {
        method: "POST", body: this.body(sent), keepalive: true, headers: { "X-CSRFToken": token },
      });
      delete this.form.dataset.lost;
      // A refusal (4xx) will not change by asking again: the post of the page tells what is wrong.
      if (answer.status >= 500 || answer.status === 429) this.plan(RETRY);
      else this.settle(sent, answer.ok);
    } catch {
      this.form.dataset.lost = "";
      this.say("textOffline");
      this.plan(RETRY);
    }
    this.sending = false;
  }

  settle(sent, ok) {
    for (const name of Object.keys(sent)) if (this.pending[name] === sent[name]) delete this.pending[name];
    this.keep();
    if (this.changed()) this.plan(PAUSE);
    else if (ok) this.say("textSaved");
  }

  say(what) {
    if (!this.region) return;
    this.region.textContent = "";
    setTimeout(() => { this.region.textContent = this.region.dataset[what]; }, 50);
  }

  // What was typed before this script had arrived is newer than what was kept, and stays.
  restore() {
    const newer = new Set([...this.form.elements].filter((control) => this.touched(control)).map(({ name }) => name));
    for (const control of this.form.elements) {
      const values = this.pending[control.name];
      if (!values || control.type === "hidden" || newer.has(control.name)) continue;
      fill(control, values);
    }
  }

  // Answers of a page that has been sent since are no longer this form's business.
  recall() {
    try {
      const kept = JSON.parse(sessionStorage.getItem(this.key)) ?? {};
      return Object.fromEntries(Object.entries(kept).filter(([name]) => this.form.elements.namedItem(name)));
    } catch {
      return {};
    }
  }

  keep() {
    try { sessionStorage.setItem(this.key, JSON.stringify(this.pending)); } catch { /* private windows may forbid it */ }
  }

  // The page itself is on its way; should that fail, the answers come back from the kept copy.
  forget() {
    this.submitted = true;
    clearTimeout(this.timer);
    setTimeout(() => { this.submitted = false; }, RETRY);
  }
}
