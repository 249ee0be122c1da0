import {
  isPrivateOrder,
  isStatisticsOrder,
  OrderSpec,
  RELEASE_NUMBERS,
  statisticsClass,
} from "@symbolon/protocol";
import type { Reader } from "./reader.ts";
import type { Release } from "./types.ts";

const BPS = 10_000;

/**
 * What an order's text and its certificate on chain say of its result; null while neither is known. A text that does not parse counts as not
 * fetched. Throws E9001.
 */
export function decodeRelease(order: Reader): Release | null {
  const job = order.object("job");
  const spec = OrderSpec.safeParse(order.json("spec"));
  const number = job.integerOrNull("releaseClass");
  const kind = spec.success ? kindOf(spec.data) : number === null ? null : kindOfNumber(number);
  if (kind === null) return null;
  const membershipAucBps = job.integerOrNull("membershipAucBps");
  return {
    kind,
    ...(spec.success && "product" in spec.data && spec.data.product !== undefined
      ? { product: spec.data.product }
      : {}),
    ...(spec.success && isStatisticsOrder(spec.data) ? { isStatistic: true } : {}),
    epsilon: spec.success ? epsilonOf(spec.data) : null,
    // A statistic is compared with no records: its figure on chain is 0.
    membership:
      membershipAucBps === null || membershipAucBps === 0
        ? null
        : { low: null, high: membershipAucBps / BPS },
    passed: job.boolOrNull("passed"),
  };
}

function kindOf(spec: OrderSpec): Release["kind"] {
  if (isStatisticsOrder(spec)) return statisticsClass(spec.release);
  return isPrivateOrder(spec) ? "private" : "high-fidelity";
}

function epsilonOf(spec: OrderSpec): number | null {
  if (isStatisticsOrder(spec)) return spec.release.kind === "private" ? spec.release.epsilon : null;
  return isPrivateOrder(spec) ? spec.epsilon : null;
}

function kindOfNumber(number: number): Release["kind"] | null {
  const kinds = Object.keys(RELEASE_NUMBERS) as Release["kind"][];
  return kinds.find((kind) => RELEASE_NUMBERS[kind] === BigInt(number)) ?? null;
}
