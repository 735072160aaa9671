// A button that prints the page; hidden until there is someone to do it.

export default class Print {
  constructor(button) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
}
