/** How many datasets fit beside each other. */
export const MAX_COMPARED = 4;

/** Datasets that the address asks to compare, each once, at most four. */
export function comparedIds(params: URLSearchParams): readonly string[] {
  const ids = (params.get("compare") ?? "").split(",").filter((id) => /^[1-9]\d{0,77}$/.test(id));
  return [...new Set(ids)].slice(0, MAX_COMPARED);
}

/** `ids` with `id` added at the end, or taken out; a fifth is not taken in. */
export function withCompared(ids: readonly string[], id: string, isCompared: boolean): readonly string[] {
  const others = ids.filter((each) => each !== id);
  return isCompared && others.length < MAX_COMPARED ? [...others, id] : others;
}
