// The part of `localStorage` in use, on a real Map; a quota of 0 refuses as a full disk does.
import type { Keep } from "../src/kept/shelf";

export function storage(quota = Infinity): Keep {
  const held = new Map<string, string>();
  return {
    get length() {
      return held.size;
    },
    key: (nth) => [...held.keys()][nth] ?? null,
    getItem: (key) => held.get(key) ?? null,
    removeItem: (key) => void held.delete(key),
    setItem: (key, value) => {
      if (value.length > quota) throw new DOMException("full", "QuotaExceededError");
      held.set(key, value);
    },
  };
}
