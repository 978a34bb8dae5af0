// What the bar has no room for shows whole beside the pointer: the study's title, what Undo and Redo would do.

const BAR = ".st-key-themes-bar";

/** Let the words of the bar say themselves whole where the pointer rests on them, cut or not. */
export function tellWhatIsCut(signal: AbortSignal): void {
  addEventListener("pointerover", ({ target }) => tell(target), { signal, capture: true });
}

function tell(target: EventTarget | null): void {
  const over = target instanceof Element ? target.closest<HTMLElement>(`${BAR} button, ${BAR} [data-testid=stMarkdown]`) : null;
  const words = over?.querySelector("p")?.textContent?.trim();
  if (over && words && over.title !== words) over.title = words;
}
