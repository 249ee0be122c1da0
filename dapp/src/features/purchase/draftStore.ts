import type { Hex } from "@symbolon/protocol";
import { keepText } from "../../ui/keepText.ts";
import { DEFAULT_LINKED } from "./linkedDraft.ts";
import { DEFAULT_DRAFT, type PurchaseDraft } from "./purchaseDraft.ts";

/** The part of Web Storage that a draft needs. */
export type DraftStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** Whose draft it is, and what the form was opened with; `schemaDigest` because conditions name variables. */
export type DraftOwner = {
  readonly chainId: number;
  readonly account: Hex | null;
  readonly schemaDigest: Hex;
  /** The page's address, which names datasets and kind of order. Example: "?datasets=1,2&kind=statistics". */
  readonly search: string;
};

/** One draft for each tab: a second account's takes the first one's place, so nothing stays of an account that was left. */
const SLOT = "symbolon/order-draft/1";

/** Keeps the draft for a reload of the same tab. Where the browser has no room or forbids storage nothing is kept. */
export function keepDraft(storage: DraftStorage, owner: DraftOwner, draft: PurchaseDraft): void {
  keepText(storage, SLOT, JSON.stringify({ owner, draft: withoutOthers(draft) }));
}

/**
 * The draft that was kept for this owner, or null: for another account, another choice of datasets, or a damaged record. One that was typed before any
 * account was connected is whoever's who connects.
 */
export function readDraft(storage: DraftStorage, owner: DraftOwner): PurchaseDraft | null {
  try {
    const kept = JSON.parse(storage.getItem(SLOT) ?? "null") as {
      owner: DraftOwner;
      draft: Record<string, unknown>;
    } | null;
    if (kept === null) return null;
    const isOwn =
      kept.owner.chainId === owner.chainId &&
      kept.owner.schemaDigest === owner.schemaDigest &&
      kept.owner.search === owner.search &&
      (kept.owner.account === null || kept.owner.account === owner.account);
    return isOwn ? (shapedAs(withoutOthers(DEFAULT_DRAFT), kept.draft) as PurchaseDraft) : null;
  } catch {
    return null;
  }
}

/** Empties the slot, once the draft is an order. */
export function forgetDraft(storage: DraftStorage): void {
  storage.removeItem(SLOT);
}

/** The draft without what is chosen or read anew: the second hospital, which is a whole dataset with its price, and the warning. */
function withoutOthers(draft: PurchaseDraft): PurchaseDraft {
  return { ...draft, linked: DEFAULT_LINKED, isWarned: false };
}

/** `value` where it has the form of `model`, member by member; the model's where it has not (a number that is none is null in JSON). */
function shapedAs(model: unknown, value: unknown): unknown {
  if (model === null) return typeof value === "number" ? value : null;
  if (Array.isArray(model)) return Array.isArray(value) ? value : model;
  if (typeof model !== "object") return typeof value === typeof model ? value : model;
  if (typeof value !== "object" || value === null) return model;
  return Object.fromEntries(
    Object.entries(model).map(([key, like]) => [
      key,
      shapedAs(like, (value as Record<string, unknown>)[key]),
    ]),
  );
}
