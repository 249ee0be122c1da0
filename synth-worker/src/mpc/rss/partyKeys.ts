/**
 * The two pairwise keys of party i, 32 bytes each: k_i (`own`), which party i - 1 has too, and k_(i+1) (`next`), which party i + 1
 * has too. k_(i+2) it never sees. SECRET, for one session.
 */
export type PartyKeys = { readonly own: Uint8Array; readonly next: Uint8Array };
