import type { MixedColumn } from "../../math/mixedTable.ts";

/** How much sooner or later than expected a record's event came; NaN where the time is missing. */
export type ResidualsOf = (time: MixedColumn, event: MixedColumn) => Float64Array;

/**
 * Residuals event - H(time) of the survival model without covariates, H the cumulative hazard of the training records (Nelson 1972, Aalen 1978).
 * The score of Cox's model at no effect is the sum of covariate times residual (Therneau, Grambsch and Fleming 1990), so one cut of this number is
 * what an analysis of hazards sees of time and event together.
 */
export function martingaleResiduals(time: MixedColumn, event: MixedColumn, eventCode: number): ResidualsOf {
  if (time.kind !== "number" || event.kind !== "category")
    throw new RangeError(`${time.name} and ${event.name} are no time and event`);
  const order = Array.from(time.values.keys())
    .filter((record) => !Number.isNaN(time.values[record]!))
    .sort((a, b) => time.values[a]! - time.values[b]!);
  const times: number[] = [];
  const hazards: number[] = [];
  let hazard = 0;
  for (let i = 0; i < order.length; ) {
    const at = time.values[order[i]!]!;
    let end = i;
    let events = 0;
    for (; end < order.length && time.values[order[end]!] === at; end++)
      events += Number(event.codes[order[end]!] === eventCode);
    hazard += events / (order.length - i);
    times.push(at);
    hazards.push(hazard);
    i = end;
  }
  return (otherTime, otherEvent) => {
    if (otherTime.kind !== "number" || otherEvent.kind !== "category")
      throw new RangeError(`${otherTime.name} and ${otherEvent.name} are no time and event`);
    return otherTime.values.map((value, row) => {
      if (Number.isNaN(value)) return value;
      let low = 0;
      let high = times.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (times[middle]! <= value) low = middle + 1;
        else high = middle;
      }
      return Number(otherEvent.codes[row] === eventCode) - (low === 0 ? 0 : hazards[low - 1]!);
    });
  };
}
