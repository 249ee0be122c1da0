import { type Hex, type HpkeKeyPair, makeHpkeKeyPair, toHex } from "@symbolon/protocol";
import { findKey, type KeyStorage, saveKey } from "../result/keyStore.ts";
import type { DraftStorage } from "./draftStore.ts";

/** What stays the same over all attempts at one purchase: the key that its result is encrypted to, and the key by which an order is found that went through. */
export type OrderAttempt = { readonly keys: HpkeKeyPair; readonly clientOrderId: Hex };

/** Who buys, on which chain, from which address of the form. */
export type AttemptOwner = { readonly chainId: number; readonly account: Hex; readonly search: string };

const SLOT = "symbolon/order-attempt/1";

/**
 * The attempt at a purchase: begun once, and taken up again by every later try in this tab, also after a reload, so that a payment whose answer was lost is
 * found and never sent again. `session` holds what names it, `keys` the private key, which is there BEFORE anything is paid.
 */
export function orderAttempts(session: DraftStorage, keys: KeyStorage) {
  return {
    async take(owner: AttemptOwner): Promise<OrderAttempt> {
      const begun = read(session, owner);
      const pair = begun === null ? null : findKey(keys, owner.chainId, begun.publicKey);
      if (begun !== null && pair !== null) return { keys: pair, clientOrderId: begun.clientOrderId };
      const attempt = {
        keys: await makeHpkeKeyPair(),
        clientOrderId: toHex(crypto.getRandomValues(new Uint8Array(32))),
      };
      saveKey(keys, owner.chainId, attempt.keys);
      const { clientOrderId } = attempt;
      session.setItem(SLOT, JSON.stringify({ owner, clientOrderId, publicKey: attempt.keys.publicKey }));
      return attempt;
    },
    /** Once it is an order, the next purchase is another one. */
    forget: () => session.removeItem(SLOT),
  };
}

function read(session: DraftStorage, owner: AttemptOwner): { clientOrderId: Hex; publicKey: Hex } | null {
  try {
    const kept = JSON.parse(session.getItem(SLOT) ?? "null") as {
      owner: AttemptOwner;
      clientOrderId: Hex;
      publicKey: Hex;
    } | null;
    if (kept === null || !/^0x[0-9a-f]{64}$/.test(kept.clientOrderId)) return null;
    const { chainId, account, search } = kept.owner;
    const isSame = chainId === owner.chainId && account === owner.account && search === owner.search;
    return isSame ? kept : null;
  } catch {
    return null;
  }
}
