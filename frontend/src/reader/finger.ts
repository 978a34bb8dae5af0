// A finger chooses words by handles, which tell of themselves by the selection alone.

/** How long a selection by a finger must stay as it is before codes are offered for it. */
const REST_MS = 350;

/** Call `chosen` once a selection that a finger makes in an element rests. */
export function watchFinger(scroll: HTMLElement, chosen: () => void, signal: AbortSignal): void {
  let touched = false;
  let rest: ReturnType<typeof setTimeout> | undefined;
  scroll.addEventListener("pointerdown", ({ pointerType }) => (touched = pointerType === "touch"), { signal });
  document.addEventListener(
    "selectionchange",
    () => {
      clearTimeout(rest);
      if (touched) rest = setTimeout(() => !signal.aborted && chosen(), REST_MS);
    },
    { signal },
  );
}
