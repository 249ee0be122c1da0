import type { Interval } from "../interval.ts";

/**
 * What an attack gains because its target's record was used: (attack - control) / (1 - control), the share of what could not be guessed anyway
 * (Giomi et al., PoPETs 2023), limits by linear error propagation from the two half widths. A negative gain is chance: value and
 * limits are cut to [0, 1]. Throws RangeError when the control rate is 1 or more: nothing is left to gain.
 */
export function residualRisk(attack: Interval, control: Interval): Interval {
  const left = 1 - control.value;
  if (!(left > 0)) throw new RangeError("a control rate of 1 leaves nothing to gain");
  const value = (attack.value - control.value) / left;
  const fromAttack = halfWidth(attack) / left;
  const fromControl = (halfWidth(control) * (1 - attack.value)) / (left * left);
  const error = Math.sqrt(fromAttack * fromAttack + fromControl * fromControl);
  return { value: inUnit(value), low: inUnit(value - error), high: inUnit(value + error) };
}

const halfWidth = (interval: Interval): number => (interval.high - interval.low) / 2;
const inUnit = (value: number): number => Math.min(1, Math.max(0, value));
