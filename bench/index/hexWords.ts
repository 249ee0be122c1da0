/** An address that stands for a number. */
export function account(n: number): string {
  return `0x${n.toString(16).padStart(40, "0")}`;
}

/** A 32-byte word that stands for a number. */
export function word(n: bigint): string {
  return `0x${n.toString(16).padStart(64, "0")}`;
}
