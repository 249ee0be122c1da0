/**
 * Secret numbers modulo 2^64 in three-party replicated sharing (Araki et al., CCS 2016, over a ring): x = x_0 + x_1 + x_2, and party i
 * holds x_i (`own`) and x_(i+1) (`next`). Both arrays have the same length. A shared matrix is laid out as RingColumns say.
 */
export type RingShared = { readonly own: BigUint64Array; readonly next: BigUint64Array };
