import { useCallback, useSyncExternalStore } from "react";

/** Told to this page's own readers; `storage` tells the other tabs. */
const CHANGED = "symbolon-stored";

/** The text in a slot of this browser's storage, and how to change it; null empties the slot. Every reader of the slot sees the change. */
export function useStored(slot: string): readonly [string | null, (text: string | null) => void] {
  const text = useSyncExternalStore(
    subscribe,
    useCallback(() => localStorage.getItem(slot), [slot]),
  );
  const write = useCallback(
    (next: string | null) => {
      if (next === null) localStorage.removeItem(slot);
      else localStorage.setItem(slot, next);
      dispatchEvent(new Event(CHANGED));
    },
    [slot],
  );
  return [text, write];
}

function subscribe(onChange: () => void): () => void {
  addEventListener("storage", onChange);
  addEventListener(CHANGED, onChange);
  return () => {
    removeEventListener("storage", onChange);
    removeEventListener(CHANGED, onChange);
  };
}
