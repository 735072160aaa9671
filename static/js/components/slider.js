// A range above the field of a number. It has no name and no value of its own: only moving or pressing it is an answer.

export default class Slider {
  constructor(box) {
    this.box = box;
    this.field = box.querySelector("input[type=text]");
    this.range = this.made();
    box.querySelector(".field__line").before(this.range);
    for (const way of ["input", "click"]) this.range.addEventListener(way, () => this.answer());
    this.range.addEventListener("keydown", (event) => this.press(event));
    for (const way of ["input", "change"]) this.field.addEventListener(way, () => this.follow());
    addEventListener("pageshow", () => this.follow());
    this.follow();
  }

  made() {
    const { min, max, step } = this.box.dataset;
    const range = Object.assign(document.createElement("input"), { type: "range", className: "field__input slider__range", min, max, step });
    range.setAttribute("aria-labelledby", `${this.field.id}-text`);
    range.setAttribute("aria-describedby", this.field.getAttribute("aria-describedby"));
    return range;
  }

  // The space bar takes the place where the handle stands.
  press(event) {
    if (event.key !== " ") return;
    event.preventDefault();
    this.answer();
  }

  answer() {
    if (this.field.value === this.range.value) return;
    this.field.value = this.range.value;
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // The range shows what the field holds; with nothing in it there is no handle.
  follow() {
    const typed = this.field.value.trim().replace(",", ".");
    const answered = typed !== "" && Number.isFinite(Number(typed));
    const { min, max, noAnswer } = this.box.dataset;
    this.range.value = answered ? typed : (Number(min) + Number(max)) / 2;
    this.range.classList.toggle("slider__range--open", !answered);
    this.range.setAttribute("aria-valuetext", answered ? this.told(typed) : noAnswer);
  }

  told(typed) {
    const [low, high] = this.box.querySelectorAll(".scale__ends > span");
    const { min, max } = this.box.dataset;
    if (Number(typed) === Number(min)) return low.textContent;
    return Number(typed) === Number(max) ? high.textContent : typed;
  }
}
