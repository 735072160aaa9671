// Headers become buttons that sort the rows; data-sort on a cell gives the value to sort by.

const numeric = (text) => {
  const found = text.replace(/[\s,%]/g, "").replace("−", "-");
  return found !== "" && Number.isFinite(Number(found)) ? Number(found) : null;
};

export default class SortableTable {
  constructor(table) {
    this.body = table.tBodies[0];
    this.headers = [...table.tHead.rows[0].cells];
    this.headers.forEach((header, index) => this.enable(header, index));
  }

  enable(header, index) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "table__sort";
    button.append(...header.childNodes);
    button.addEventListener("click", () => this.sort(header, index));
    header.append(button);
  }

  value(row, index) {
    const cell = row.cells[index];
    const text = cell.dataset.sort ?? cell.textContent.trim();
    return numeric(text) ?? text;
  }

  sort(header, index) {
    const numbers = header.classList.contains("number");
    const before = header.getAttribute("aria-sort");
    const direction = before ? (before === "ascending" ? "descending" : "ascending") : numbers ? "descending" : "ascending";
    const sign = direction === "ascending" ? 1 : -1;
    const rows = [...this.body.rows].map((row) => [this.value(row, index), row]);
    const last = (value) => value === "" || value === "–";
    rows.sort(([a], [b]) => {
      if (last(a) !== last(b)) return last(a) ? 1 : -1;
      return sign * (typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), document.documentElement.lang));
    });
    this.headers.forEach((other) => other.removeAttribute("aria-sort"));
    header.setAttribute("aria-sort", direction);
    this.body.append(...rows.map(([, row]) => row));
  }
}
