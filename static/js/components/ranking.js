// Two buttons beside each option move it up and down; the numbers stay in their lists, and no two are ever the same.

const LAST = Infinity;

export default class Ranking {
  constructor(list) {
    this.list = list;
    this.rows = [...list.children].map((item) => this.enable(item));
    this.places = this.rows[0].select.options.length - 1;
    this.sort();
  }

  enable(item) {
    const select = item.querySelector("select");
    const row = { item, select, before: select.value };
    const name = item.querySelector("label").textContent.trim();
    for (const [way, sign] of [["up", "↑"], ["down", "↓"]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "ranking__move";
      button.textContent = sign;
      button.setAttribute("aria-label", this.list.dataset[way].replace("{option}", () => name));
      button.addEventListener("click", () => this.move(row, way, button));
      select.parentElement.append(button);
    }
    select.addEventListener("change", () => { this.exchange(row); this.sort(); select.focus(); });
    return row;
  }

  place({ select }) {
    return Number(select.value) || LAST;
  }

  // Whoever had this place gets the one that was given up for it.
  exchange(row) {
    const other = this.rows.find((one) => one !== row && one.select.value && one.select.value === row.select.value);
    if (other) this.set(other, row.before);
    row.before = row.select.value;
  }

  set(row, value) {
    row.select.value = value;
    row.before = value;
    row.select.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // Without a place it stands two below the last, so that one step up gives it the next place.
  move(row, way, button) {
    const given = this.rows.filter((one) => one.select.value).length;
    const from = Number(row.select.value) || given + 2;
    if (way === "down" ? from >= given : from === 1) return;
    row.select.value = String(Math.min(from + (way === "up" ? -1 : 1), this.places));
    this.exchange(row);
    row.select.dispatchEvent(new Event("input", { bubbles: true }));
    this.sort();
    button.focus();
  }

  sort() {
    const sorted = [...this.rows].sort((one, two) => this.place(one) - this.place(two) || 0);
    this.list.append(...sorted.map(({ item }) => item));
  }
}
