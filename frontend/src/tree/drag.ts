// Moving by mouse: the upper quarter of a row means before it, the rest under it; below all rows means last at the top.

const BEFORE = 0.28;

export interface Dragging {
  /** The ids that go along when a drag begins at a row. */
  begin(id: string): void;
  /** Whether they may go there. */
  may(target: string | null, before: boolean): boolean;
  drop(target: string | null, before: boolean): void;
  end(): void;
}

export function draggable(list: HTMLElement, dragging: Dragging): void {
  let shown: HTMLElement | null = null;
  const clear = () => {
    shown?.classList.remove("tt-before", "tt-under", "tt-last");
    shown = null;
  };
  const target = (event: DragEvent) => {
    const row = (event.target as Element).closest<HTMLElement>(".tt-row");
    if (!row) return { row: list, id: null, before: false };
    const { top, height } = row.getBoundingClientRect();
    return { row, id: row.dataset["id"] ?? null, before: (event.clientY - top) / height < BEFORE };
  };
  list.addEventListener("dragstart", (event) => {
    const id = (event.target as Element).closest<HTMLElement>(".tt-row")?.dataset["id"];
    if (!id || !event.dataTransfer) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", ""); // Firefox begins no drag without data
    dragging.begin(id);
  });
  list.addEventListener("dragover", (event) => {
    const { row, id, before } = target(event);
    clear();
    if (!dragging.may(id, before)) return;
    event.preventDefault();
    shown = row;
    row.classList.add(id === null ? "tt-last" : before ? "tt-before" : "tt-under");
  });
  list.addEventListener("drop", (event) => {
    const { id, before } = target(event);
    clear();
    event.preventDefault();
    if (dragging.may(id, before)) dragging.drop(id, before);
  });
  list.addEventListener("dragend", () => {
    clear();
    dragging.end();
  });
}
