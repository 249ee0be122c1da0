import { useCallback, useMemo, useSyncExternalStore } from "react";
import { useDeployment } from "../../config/deploymentContext.ts";
import { useSession } from "../wallet/useSession.ts";
import { readSearches, type SavedSearch, searchesSlot, withSearch } from "./savedSearches.ts";

/** Told to this page's own readers; `storage` tells the other tabs. */
const CHANGED = "symbolon-searches";

/** Searches that the connected account has saved in this browser; another account sees its own. */
export function useSavedSearches(): {
  readonly searches: readonly SavedSearch[];
  readonly save: (search: SavedSearch) => void;
  readonly remove: (name: string) => void;
} {
  const { chainId } = useDeployment();
  const { account } = useSession();
  const slot = searchesSlot(chainId, account);
  const text = useSyncExternalStore(
    subscribe,
    useCallback(() => localStorage.getItem(slot), [slot]),
  );
  const searches = useMemo(() => readSearches(text), [text]);
  const write = (list: readonly SavedSearch[]) => {
    localStorage.setItem(slot, JSON.stringify(list));
    dispatchEvent(new Event(CHANGED));
  };
  return {
    searches,
    save: (search) => write(withSearch(searches, search)),
    remove: (name) => write(searches.filter((each) => each.name !== name)),
  };
}

function subscribe(onChange: () => void): () => void {
  addEventListener("storage", onChange);
  addEventListener(CHANGED, onChange);
  return () => {
    removeEventListener("storage", onChange);
    removeEventListener(CHANGED, onChange);
  };
}
