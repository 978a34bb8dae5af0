// The entry that Streamlit calls on each run with the mount's data; one reader lives as long as its element.
import { ending } from "../ending";
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
    const host = parentElement.querySelector<HTMLElement>(".th-host") ?? parentElement;
    // With the moment, as Streamlit runs nothing for a value that it has had.
    reader = new Reader(host, data, {
      token: () => setTriggerValue("renew", Date.now()),
      correct: (at) => setTriggerValue("correct", [at, Date.now()]),
      asks: () => setTriggerValue("asks", Date.now()),
      part: (position) => setTriggerValue("part", [position, Date.now()]),
      proposals: (shown) => setTriggerValue("proposals", [shown, Date.now()]),
    });
    readers.set(parentElement, reader);
  }
  return ending(readers, parentElement);
}
