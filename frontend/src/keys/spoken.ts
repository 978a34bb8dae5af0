// Streamlit gives the label of a field as it was written to who cannot see it, Markdown and all (1.67: aria-label of
// checkboxes, switches and fields): "P05\, chair :gray[(strong)]". A screen reader is to say what others see.
const ESCAPED = /\\([!-/:-@[-`{-~])/g;
const COLOURED = /:[a-z]+\[((?:\\.|[^\\\]])*)\]/g;
const STRONG = /\*\*((?:\\.|[^\\*])+)\*\*/g;
// Not what our own surfaces call things: that is no Markdown.
const LABELLED = ":is(input, textarea, [role=radiogroup], [role=group], [role=slider])[aria-label]";

/** The words of a label that was written as Markdown. */
export function spoken(label: string): string {
  return label.replace(COLOURED, "$1").replace(STRONG, "$1").replace(ESCAPED, "$1").replaceAll("\u2060", "");
}

/** Keep what fields are called free of signs that nobody sees, as they come and change. */
export function sayWhatIsSeen(signal: AbortSignal): void {
  const said = new WeakMap<Element, string>(); // a name that holds a backslash is not read twice
  const mend = (one: Element): void => {
    const label = one.getAttribute("aria-label");
    if (label === null || said.get(one) === label) return;
    const words = spoken(label);
    said.set(one, words);
    if (words !== label) one.setAttribute("aria-label", words);
  };
  const mendAll = (within: Element): void => {
    if (within.matches(LABELLED)) mend(within);
    within.querySelectorAll(LABELLED).forEach(mend);
  };
  const watching = new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === "attributes") mendAll(target as Element);
      else for (const one of addedNodes) if (one instanceof Element) mendAll(one);
    }
  });
  watching.observe(document.body, { subtree: true, childList: true, attributeFilter: ["aria-label"] });
  signal.addEventListener("abort", () => watching.disconnect());
  mendAll(document.body);
}
