/** Hits in per cent of all; 100 where there is nothing to hit. */
export function percent({ hit, all }: { readonly hit: number; readonly all: number }): number {
  return all === 0 ? 100 : (100 * hit) / all;
}
