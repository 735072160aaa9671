// What a careful person sees on a page; answers a list of faults in words. Runs in an isolated world of the page.

({ width, least, still }) => {
  const faults = [];
  const describe = (element) => {
    const text = (element.getAttribute("aria-label") || element.textContent || element.value || "").trim().replace(/\s+/g, " ");
    const classes = typeof element.className === "string" && element.className ? `.${element.className.trim().split(/\s+/).join(".")}` : "";
    return `<${element.localName}${element.id ? `#${element.id}` : ""}${classes}> “${text.slice(0, 40)}”`;
  };
  const seen = (element) => {
    const box = element.getBoundingClientRect();
    const clipped = element.closest(".visually-hidden, .skip-link");
    return !clipped && box.width > 0 && box.height > 0 && element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  };

  const headings = [...document.querySelectorAll("h1")].filter((one) => one.checkVisibility());
  if (headings.length !== 1) faults.push(`${headings.length} h1 are to be seen`);
  if (!document.title.trim()) faults.push("the page has no title");

  const wide = Math.max(document.documentElement.scrollWidth, document.body.scrollWidth, Math.round(innerWidth));
  if (wide > width) {
    const scrolls = (element) => {
      for (let up = element.parentElement; up && up !== document.body; up = up.parentElement) {
        if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(up).overflowX)) return true;
      }
      return false;
    };
    const beyond = [...document.body.querySelectorAll("*")].filter((one) => {
      const box = one.getBoundingClientRect();
      return (box.right > width + 1 || box.left < -1) && seen(one) && !scrolls(one);
    });
    faults.push(`the page is ${wide} wide on ${width}: ${beyond.slice(-3).map(describe).join(", ")}`);
  }

  // The row of an option is its target; a link within a sentence is as large as the sentence allows.
  const boxes = (element) => [element, ...(element.labels ?? [])].filter((one) => one.getClientRects().length).map((one) => one.getBoundingClientRect());
  const inSentence = (element) => {
    if (element.localName !== "a" || getComputedStyle(element).display !== "inline") return false;
    const around = element.closest("p, li, dd, dt, td, th, h1, h2, h3, h4, figcaption, div");
    return around !== null && around.textContent.trim().length > element.textContent.trim().length + 3;
  };
  const targets = document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary");
  for (const element of targets) {
    if (!seen(element) || element.disabled || inSentence(element)) continue;
    const all = boxes(element);
    const across = Math.max(...all.map((box) => box.right)) - Math.min(...all.map((box) => box.left));
    const down = Math.max(...all.map((box) => box.bottom)) - Math.min(...all.map((box) => box.top));
    if (across < least - 0.5 || down < least - 0.5) {
      faults.push(`${describe(element)} is ${Math.round(across)} × ${Math.round(down)}, less than ${least}`);
    }
  }

  if (still) {
    for (const element of document.querySelectorAll("body, body *")) {
      const style = getComputedStyle(element);
      const moves = [style.transitionDuration, style.animationDuration].flatMap((all) => all.split(",")).some((one) => parseFloat(one) > 0.01);
      if (moves) faults.push(`${describe(element)} moves although less motion is asked for`);
    }
  }
  return faults;
}
