// The entry that Streamlit calls on each run with the mount's data; one reader lives as long as its element.
import { Asking } from "../asking";
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
    const asking = new Asking(setTriggerValue);
    reader = new Reader(host, data, {
      token: () => asking.token(),
      correct: (at) => asking.insist("correct", at),
      heard: (moment) => asking.heard(moment),
      end: () => asking.rest(),
      asks: () => asking.press("asks", Date.now()),
      part: (position) => asking.press("part", [position, Date.now()]),
      proposals: (shown) => asking.press("proposals", [shown, Date.now()]),
    });
    readers.set(parentElement, reader);
  }
  return ending(readers, parentElement);
}
