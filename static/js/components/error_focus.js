// After a failed post the reader starts at what went wrong; a link there goes to the control and its question.

export default class ErrorFocus {
  constructor(summary) {
    // The page starts there by itself; who has moved on before this script arrives is not taken back.
    if (document.activeElement === document.body) summary.focus();
    summary.addEventListener("click", (event) => this.follow(event));
  }

  follow(event) {
    const link = event.target.closest("a[href^='#']");
    const control = link && document.getElementById(link.hash.slice(1));
    if (!control) return;
    event.preventDefault();
    (control.closest("fieldset, .field") ?? control).scrollIntoView();
    control.focus({ preventScroll: true });
  }
}
