/** An estimate with its 95 % confidence limits. */
export type Interval = { readonly value: number; readonly low: number; readonly high: number };
