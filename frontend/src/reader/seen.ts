// What of the coding surface can be seen: its frame may reach below the window.

/** From where to where an element can be seen, in pixels of the window; the whole of it where none can. */
export function inWindow(shown: Element): { top: number; bottom: number } {
  const { top, bottom } = shown.getBoundingClientRect();
  const seen = { top: Math.max(top, 0), bottom: Math.min(bottom, innerHeight) };
  return seen.bottom > seen.top ? seen : { top, bottom };
}
