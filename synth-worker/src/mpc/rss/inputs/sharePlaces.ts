const SALT_BYTES = 32;
const SEED_BYTES = 32;

/** Where one of a package's two shares lies in it: salt, then a seed or, for share 2, the words. */
export type SharePlace = {
  readonly share: number;
  readonly from: number;
  readonly bodyFrom: number;
  readonly to: number;
};

/** The two shares of node `index`'s package, its own first, of `words` words each. */
export function sharePlaces(index: 0 | 1 | 2, words: number): readonly [SharePlace, SharePlace] {
  const place = (share: number, from: number): SharePlace => {
    const bodyFrom = from + SALT_BYTES;
    return { share, from, bodyFrom, to: bodyFrom + (share === 2 ? 4 * words : SEED_BYTES) };
  };
  const own = place(index, 0);
  return [own, place((index + 1) % 3, own.to)];
}
