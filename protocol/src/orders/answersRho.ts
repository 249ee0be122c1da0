import { isLinkedOrder } from "./isLinkedOrder.ts";
import { splitRho } from "./splitRho.ts";

/**
 * What one hospital may spend on its answers about an order's file: the parts of {@link splitRho}; of a linked order half of each (rounded down). There a
 * patient may be held out, and asked about in the membership test, at both hospitals: measured 1 + 2 / 2 parts, held out at both 2 / 2 + 2 / 2, so that
 * no patient costs more than the order's rho.
 */
export function answersRho(
  order: { readonly engine: string },
  rhoMicro: bigint,
): { readonly mainMicro: bigint; readonly scoresMicro: bigint } {
  const { mainMicro, scoresMicro } = splitRho(rhoMicro);
  return isLinkedOrder(order)
    ? { mainMicro: mainMicro / 2n, scoresMicro: scoresMicro / 2n }
    : { mainMicro, scoresMicro };
}
