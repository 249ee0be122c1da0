/** An id argument as the index writes it; null when it is no number, which then is simply not found. */
export function idOf(id: string): string | null {
  return /^[1-9]\d{0,77}$/.test(id) ? id : null;
}
