import { rhoMicroFor } from "@symbolon/synth-worker/accounting";
import type { Budget } from "../../data/gateway/types.ts";
import { formatNumber } from "../../format/formatNumber.ts";
import { READING_DELTA, readingEpsilon } from "../../format/readingEpsilon.ts";
import { Gauge } from "../../ui/Gauge.tsx";

const ONE_EPSILON_MICRO = rhoMicroFor(1, READING_DELTA);

/**
 * A dataset's privacy budget as a bar: spent, reserved, what the order at hand asks for, and free. In words, the epsilon that
 * is left and how many more orders at epsilon 1 that is, because rho alone tells a buyer nothing.
 */
export function BudgetGauge({
  budget,
  askedMicro = 0n,
  isLarge = false,
}: {
  budget: Budget;
  askedMicro?: bigint;
  isLarge?: boolean;
}) {
  const { capMicro, spentMicro, reservedMicro, availableMicro } = budget;
  const asked = askedMicro > availableMicro ? availableMicro : askedMicro;
  const share = (micro: bigint) => (capMicro === 0n ? 0 : Number(micro) / Number(capMicro));
  const left = readingEpsilon(availableMicro);
  const cap = readingEpsilon(capMicro);
  const orders = availableMicro / ONE_EPSILON_MICRO;
  return (
    <div className="gauge">
      <Gauge
        isLarge={isLarge}
        label={`Privacy budget: epsilon ${left} of ${cap} left`}
        parts={[
          { kind: "spent", share: share(spentMicro) },
          { kind: "reserved", share: share(reservedMicro) },
          { kind: "asked", share: share(asked) },
          { kind: "free", share: share(availableMicro - asked) },
        ]}
      />
      <div className="gauge__text">
        <span>
          <b>ε {left}</b> of {cap} left
        </span>
        <span>
          {orders === 0n
            ? "too little for ε = 1"
            : `${formatNumber(orders)} more ${orders === 1n ? "order" : "orders"} at ε = 1`}
        </span>
      </div>
    </div>
  );
}
