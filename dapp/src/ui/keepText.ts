/** Writes a text into a slot of Web Storage. Gives false when the browser has no room or forbids storage; what was there before stays then. */
export function keepText(storage: Pick<Storage, "setItem">, slot: string, text: string): boolean {
  try {
    storage.setItem(slot, text);
    return true;
  } catch {
    return false;
  }
}
