// Starts what the page asks for with data-component="…"; every page works without it.

const components = {
  autosave: () => import("./components/autosave.js"),
  confirm: () => import("./components/confirm.js"),
  copy_link: () => import("./components/copy_link.js"),
  error_focus: () => import("./components/error_focus.js"),
  job_progress: () => import("./components/job_progress.js"),
  print: () => import("./components/print.js"),
  sortable_table: () => import("./components/sortable_table.js"),
  submit_once: () => import("./components/submit_once.js"),
};

for (const element of document.querySelectorAll("[data-component]")) {
  for (const name of element.dataset.component.split(" ")) {
    if (Object.hasOwn(components, name)) components[name]().then((module) => new module.default(element));
  }
}
