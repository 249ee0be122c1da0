import type { Hex, ShareMessage } from "@symbolon/protocol";

/** What was sealed for one claim, and which nodes have theirs. */
export type SealedShares = {
  readonly datasetId: string;
  readonly packages: readonly {
    readonly node: Hex;
    readonly endpoint: string;
    readonly message: ShareMessage;
  }[];
  readonly delivered: readonly Hex[];
};

/** Shares of claims, kept in this browser: drawn once per claim, and the same bytes are sent after a reload. */
export type ShareStore = {
  find(key: string): Promise<SealedShares | null>;
  /** Keeps `shares` unless there are some, and gives those that stand: of two tabs both get the same. */
  keepOnce(key: string, shares: SealedShares): Promise<SealedShares>;
  markDelivered(key: string, node: Hex): Promise<SealedShares>;
};

const NAME = "symbolon-shares";

/** The store of this browser (IndexedDB, of this origin only). Its calls fail with what the browser says. */
export const shareStore: ShareStore = {
  find: (key) => change(key, (kept) => kept),
  keepOnce: async (key, shares) => (await change(key, (kept) => kept ?? shares))!,
  markDelivered: async (key, node) => {
    const changed = await change(key, (kept) =>
      kept === null || kept.delivered.includes(node)
        ? kept
        : { ...kept, delivered: [...kept.delivered, node] },
    );
    if (changed === null) throw new Error("no shares are kept under this key");
    return changed;
  },
};

/** Reads and writes in one transaction, which no other tab interrupts. */
async function change(
  key: string,
  next: (kept: SealedShares | null) => SealedShares | null,
): Promise<SealedShares | null> {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(NAME, "readwrite", { durability: "strict" });
      const store = transaction.objectStore(NAME);
      let result: SealedShares | null = null;
      const read: IDBRequest<SealedShares | undefined> = store.get(key);
      read.onsuccess = () => {
        const kept = read.result ?? null;
        result = next(kept);
        if (result !== null && result !== kept) store.put(result, key);
      };
      transaction.oncomplete = () => resolve(result);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(NAME);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
