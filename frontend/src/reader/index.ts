// The entry that Streamlit calls on each run with the mount's data; one reader lives as long as its element.
import { Reader } from "./reader";
import type { Mount } from "./types";

interface StreamlitMount {
  data: Mount;
  parentElement: HTMLElement;
  setTriggerValue(name: string, value: unknown): void;
}

const readers = new WeakMap<HTMLElement, Reader>();

export default function mount({ data, parentElement, setTriggerValue }: StreamlitMount): () => void {
  let reader = readers.get(parentElement);
  if (reader && !reader.shows(data)) {
    reader.destroy();
    reader = undefined;
  }
  if (reader) reader.renew(data);
  else {
    reader = new Reader(parentElement.querySelector<HTMLElement>(".th-host") ?? parentElement, data, () => setTriggerValue("renew", Date.now()));
    readers.set(parentElement, reader);
  }
  return () => {
    readers.get(parentElement)?.destroy();
    readers.delete(parentElement);
  };
}
