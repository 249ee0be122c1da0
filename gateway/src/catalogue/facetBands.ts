/** Lower edges of a facet's bands, ascending from 0; the last band is open. */
export type Bands = readonly bigint[];

/** Bands of facets over amounts: people or records, micro-rho left, price of an order in wei. */
export const FACET_BANDS = {
  records: [0n, 100n, 1_000n, 10_000n, 100_000n],
  rhoLeft: [0n, 1n, 10_000n, 100_000n, 1_000_000n, 10_000_000n],
  price: [0n, 1n, 10n ** 18n, 10n ** 19n, 10n ** 20n, 10n ** 21n],
} as const satisfies Record<string, Bands>;

/** Names of bands in order: `0..99`, `100..999`, and the open one `1000..`. */
export function bandNames(edges: Bands): readonly string[] {
  return edges.map((lower, i) => {
    const next = edges[i + 1];
    return next === undefined ? `${lower}..` : `${lower}..${next - 1n}`;
  });
}

/** Name of the band that `amount`, from 0, is in. */
export function bandOf(edges: Bands, amount: bigint): string {
  return bandNames(edges)[edges.findLastIndex((edge) => amount >= edge)]!;
}
