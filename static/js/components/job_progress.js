// Asks how far a computation is until it ends, then shows the finished page.

const PACE = 1500;

export default class JobProgress {
  constructor(element) {
    this.element = element;
    this.part = (name) => element.querySelector(`[data-job-${name}]`);
    this.wait = PACE;
    if (!this.ended(element.dataset.state)) this.plan();
  }

  ended(state) {
    return state === "done" || state === "failed";
  }

  plan() {
    setTimeout(() => this.ask(), this.wait);
  }

  async ask() {
    try {
      const answer = await fetch(this.element.dataset.statusUrl, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.status);
      this.show(await answer.json());
    } catch {
      this.wait = Math.min(this.wait * 2, 30000);
      this.say(this.element.dataset.textLost);
      this.plan();
    }
  }

  show({ stage, share, state, message }) {
    if (this.ended(state)) return location.reload();
    this.wait = PACE;
    if (stage) this.part("stage").textContent = stage;
    this.part("bar").value = share ?? 0;
    this.part("share").textContent = `${Math.round((share ?? 0) * 100)} %`;
    this.say(message ?? "");
    this.plan();
  }

  // The same words twice are not news to a listener.
  say(text) {
    if (this.part("message").textContent !== text) this.part("message").textContent = text;
  }
}
