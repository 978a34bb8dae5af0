// What Streamlit calls when a component goes.
//
// It calls it too for a run whose data the next run has overtaken while the script was loading (1.67, BidiComponent:
// the cleanup of a superseded effect), with the element still on the page: what lives there is in use and must stay.
// Typing the names of twenty codes quickly had the tree taken away under the fingers.
export function ending<T extends { destroy(): void }>(open: WeakMap<HTMLElement, T>, parent: HTMLElement): () => void {
  return () => {
    if (parent.isConnected) return;
    open.get(parent)?.destroy();
    open.delete(parent);
  };
}
