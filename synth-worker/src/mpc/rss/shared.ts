/**
 * Secret bits, 32 lanes to a word, in three-party replicated sharing (Araki et al., CCS 2016): x = x_0 ^ x_1 ^ x_2, and party i holds x_i
 * (`own`) and x_(i+1) (`next`). Both arrays have the same length. A number of b bits over n lanes is b planes of n / 32 words, least
 * significant plane first; planes laid one after the other in one Shared are worked on in one round.
 */
export type Shared = { readonly own: Uint32Array; readonly next: Uint32Array };
