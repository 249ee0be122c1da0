import { keepText } from "../../../ui/keepText.ts";
import { EMPTY_DRAFT, type PublishDraft } from "./publishDraft.ts";

/** The part of Web Storage that drafts need. */
export type DraftStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** Place of an account's draft in this browser's storage. It holds levels and ranges of the sample, never a record, and never leaves. */
export function draftSlot(chainId: number, account: string): string {
  return `symbolon/publish/${chainId}/${account.toLowerCase()}`;
}

/** The draft of a slot; an empty one where there is none, or one that this version cannot read. */
export function readDraft(storage: DraftStorage, slot: string): PublishDraft {
  try {
    const value: unknown = JSON.parse(storage.getItem(slot) ?? "null");
    if (typeof value !== "object" || value === null) return EMPTY_DRAFT;
    return hasShapeOf(EMPTY_DRAFT, value as Record<string, unknown>) ? (value as PublishDraft) : EMPTY_DRAFT;
  } catch {
    return EMPTY_DRAFT;
  }
}

/** Keeps the draft. Gives false when the browser has no room or forbids storage. */
export function keepDraft(storage: DraftStorage, slot: string, draft: PublishDraft): boolean {
  return keepText(storage, slot, JSON.stringify(draft));
}

/** Every member is there in its kind; a sample and a subject may be null or not. */
function hasShapeOf(model: PublishDraft, value: Record<string, unknown>): boolean {
  return (
    value.format === model.format &&
    Object.entries(model).every(([key, like]) => {
      const found = value[key];
      if (like === null) return found === null || ["string", "object"].includes(typeof found);
      return typeof found === typeof like && Array.isArray(found) === Array.isArray(like);
    })
  );
}
