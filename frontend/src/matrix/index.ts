// The entry that Streamlit calls on each run with the mount's data; one matrix lives as long as its element.
import { ending } from "../ending";
import { Matrix } from "./matrix";
import type { Mount } from "./types";

interface StreamlitMount {
  data: Mount;
  parentElement: HTMLElement;
  setTriggerValue(name: string, value: unknown): void;
}

const open = new WeakMap<HTMLElement, Matrix>();

export default function mount({ data, parentElement, setTriggerValue }: StreamlitMount): () => void {
  let matrix = open.get(parentElement);
  if (matrix && !matrix.shows(data)) {
    matrix.destroy();
    matrix = undefined;
  }
  if (matrix) matrix.renew(data);
  else {
    const host = parentElement.querySelector<HTMLElement>(".tx-host") ?? parentElement;
    // With the moment, as Streamlit runs nothing for a value that it has had.
    const asks = {
      token: () => setTriggerValue("renew", Date.now()),
      settled: () => setTriggerValue("renew", Date.now()),
      read: (transcript: string, start: number) => setTriggerValue("read", [transcript, start, Date.now()]),
    };
    open.set(parentElement, new Matrix(host, data, asks));
  }
  return ending(open, parentElement);
}
