// Says how much of a total is shared out while somebody types.

export default class Sum {
  constructor(group) {
    this.told = group.querySelector("[data-sum]");
    this.inputs = [...group.querySelectorAll("[data-total]")];
    group.addEventListener("input", () => this.tell());
    this.tell();
  }

  tell() {
    const given = this.inputs.reduce((sum, input) => sum + (Number(input.value) || 0), 0);
    const words = { given, total: this.inputs[0].dataset.total };
    this.told.textContent = this.told.dataset.sum.replace(/\{(\w+)\}/g, (_all, name) => words[name]);
  }
}
