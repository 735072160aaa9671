// Starts what an element asks for with data-component="…": the one list of what there is.

const components = {
  advance: () => import("./components/advance.js"),
  autosave: () => import("./components/autosave.js"),
  confirm: () => import("./components/confirm.js"),
  copy_link: () => import("./components/copy_link.js"),
  error_focus: () => import("./components/error_focus.js"),
  forget_tab: () => import("./components/forget_tab.js"),
  job_progress: () => import("./components/job_progress.js"),
  kept_pages: () => import("./components/kept_pages.js"),
  print: () => import("./components/print.js"),
  ranking: () => import("./components/ranking.js"),
  slider: () => import("./components/slider.js"),
  sortable_table: () => import("./components/sortable_table.js"),
  submit_once: () => import("./components/submit_once.js"),
  sum: () => import("./components/sum.js"),
};

export default function start(root) {
  for (const element of root.querySelectorAll("[data-component]")) {
    for (const name of element.dataset.component.split(" ")) {
      if (Object.hasOwn(components, name)) components[name]().then((module) => new module.default(element));
    }
  }
}
