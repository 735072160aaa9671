// Shows the second step of a deed as a dialog where the browser has one; otherwise it stays a disclosure.

export default class Confirm {
  constructor(details) {
    if (typeof HTMLDialogElement === "undefined") return;
    this.details = details;
    this.opener = details.querySelector("summary");
    this.dialog = this.build(details.querySelector("[data-confirm-body]"));
    this.opener.addEventListener("click", (event) => this.open(event));
  }

  build(body) {
    const dialog = document.createElement("dialog");
    const cancel = document.createElement("button");
    const title = body.querySelector(".confirm__title");
    title.id ||= `confirm-${Math.random().toString(36).slice(2)}`;
    dialog.className = "confirm-dialog";
    dialog.setAttribute("aria-labelledby", title.id);
    cancel.type = "button";
    cancel.className = "button button--secondary";
    cancel.textContent = this.details.dataset.textCancel;
    cancel.addEventListener("click", () => dialog.close());
    body.querySelector("[data-confirm-actions]").append(cancel);
    dialog.addEventListener("close", () => this.opener.focus());
    dialog.append(body);
    this.details.after(dialog);
    return dialog;
  }

  open(event) {
    event.preventDefault();
    this.dialog.showModal();
  }
}
