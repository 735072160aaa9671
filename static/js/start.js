// Starts what an element asks for with data-component="…"; the script of a room says what there is in it.

export const components = {};

export default function start(root) {
  for (const element of root.querySelectorAll("[data-component]")) {
    for (const name of element.dataset.component.split(" ")) {
      if (Object.hasOwn(components, name)) new components[name](element);
    }
  }
}
