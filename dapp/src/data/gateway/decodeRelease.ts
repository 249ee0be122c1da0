import { isPrivateOrder, OrderSpec, RELEASE_NUMBERS } from "@symbolon/protocol";
import type { Reader } from "./reader.ts";
import type { Release } from "./types.ts";

const BPS = 10_000;

/**
 * What an order's text and its certificate on chain say of its file; null while neither is known. A text that does not parse counts as not
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
    epsilon: spec.success && isPrivateOrder(spec.data) ? spec.data.epsilon : null,
    membership: membershipAucBps === null ? null : { low: null, high: membershipAucBps / BPS },
    passed: job.boolOrNull("passed"),
  };
}

function kindOf(spec: OrderSpec): Release["kind"] {
  return isPrivateOrder(spec) ? "private" : "high-fidelity";
}

function kindOfNumber(number: number): Release["kind"] | null {
  if (BigInt(number) === RELEASE_NUMBERS.private) return "private";
  return BigInt(number) === RELEASE_NUMBERS["high-fidelity"] ? "high-fidelity" : null;
}
