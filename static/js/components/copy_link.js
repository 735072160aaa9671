// Puts the address on the clipboard and says so; where that is forbidden it selects the text.

export default class CopyLink {
  constructor(element) {
    this.element = element;
    this.input = element.querySelector("input");
    const button = element.querySelector("[data-copy]");
    button.hidden = false;
    button.addEventListener("click", () => this.copy());
  }

  async copy() {
    this.input.select();
    try {
      await navigator.clipboard.writeText(this.input.value);
    } catch {
      return;
    }
    this.element.querySelector("[data-copy-said]").textContent = this.element.dataset.textCopied;
  }
}
