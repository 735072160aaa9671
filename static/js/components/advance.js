// One question per screen: a choice made by touching or clicking sends the page after a breath; keys never do.

const BREATH = 400;

export default class Advance {
  constructor(form) {
    this.form = form;
    form.addEventListener("pointerdown", () => { this.pointed = true; });
    form.addEventListener("keydown", () => this.stop());
    form.addEventListener("change", (event) => this.chose(event.target));
  }

  chose(input) {
    clearTimeout(this.waiting);
    if (!this.pointed || input.type !== "radio") return;
    this.waiting = setTimeout(() => this.form.requestSubmit(), BREATH);
  }

  stop() {
    this.pointed = false;
    clearTimeout(this.waiting);
  }
}
