// The entry that Streamlit calls on each run with the mount's data; one matrix lives as long as its element.
import { Asking } from "../asking";
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
    const asking = new Asking(setTriggerValue);
    const asks = {
      token: () => asking.token(),
      settled: () => asking.token(),
      read: (transcript: string, start: number) => asking.press("read", [transcript, start, Date.now()]),
    };
    open.set(parentElement, new Matrix(host, data, asks));
  }
  return ending(open, parentElement);
}
