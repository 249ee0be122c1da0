/** Most datasets of one application: the protocol's bound. */
export const MAX_BASKET = 64;

/** Place of the application's basket in this browser's storage. Example: `symbolon/permit-basket/31337`. */
export function basketSlot(chainId: number): string {
  return `symbolon/permit-basket/${chainId}`;
}

/** Dataset ids in what a slot holds, each once; a damaged record counts as empty. */
export function readBasket(text: string | null): readonly string[] {
  try {
    const list: unknown = JSON.parse(text ?? "[]");
    if (!Array.isArray(list)) return [];
    const ids = list.filter((id): id is string => typeof id === "string" && /^[1-9]\d{0,77}$/.test(id));
    return [...new Set(ids)].slice(0, MAX_BASKET);
  } catch {
    return [];
  }
}

/** The basket with a dataset put in or taken out; a full one takes no more. */
export function withDataset(ids: readonly string[], id: string, isIn: boolean): readonly string[] {
  const others = ids.filter((each) => each !== id);
  if (!isIn) return others;
  return others.length < MAX_BASKET ? [...others, id] : others;
}
