// A second click while the first is on its way does nothing; after eight seconds, or on coming back, it works again.

export default class SubmitOnce {
  constructor(form) {
    this.form = form;
    form.addEventListener("submit", (event) => this.guard(event));
    addEventListener("pageshow", () => this.release());
  }

  guard(event) {
    if (event.defaultPrevented) return;
    if (this.form.hasAttribute("aria-busy")) {
      event.preventDefault();
      return;
    }
    this.form.setAttribute("aria-busy", "true");
    setTimeout(() => this.release(), 8000);
  }

  release() {
    this.form.removeAttribute("aria-busy");
  }
}
