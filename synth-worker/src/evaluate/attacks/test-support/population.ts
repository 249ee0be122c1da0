import type { MixedTable } from "../../../math/mixedTable.ts";
import { publicStream } from "../publicStream.ts";

const LEVELS = {
  sex: ["f", "m"],
  stage: ["I", "II", "III", "IV"],
  site: Array.from({ length: 12 }, (_, site) => `site ${site}`),
  smoker: ["no", "former", "yes"],
};

/**
 * Records drawn from one made-up population: four numbers and four categories that depend on one another, with cells missing. The same purpose
 * (at most 12 bytes) gives the same records; other purposes give other samples of the same population.
 */
export function population(rows: number, purpose: string): MixedTable {
  const { nextUint32 } = publicStream(purpose);
  const uniform = () => nextUint32() / 4294967296;
  /** About normal, mean 0 and variance 1: twelve uniforms (exact arithmetic). */
  const bell = () => Array.from({ length: 12 }, uniform).reduce((sum, u) => sum + u, -6);
  const rounded = (value: number, step: number) => Math.round(value / step) * step;
  const people = Array.from({ length: rows }, () => {
    const age = Math.round(Math.min(95, Math.max(18, 60 + 14 * bell())));
    const sex = uniform() < 0.5 ? 0 : 1;
    const severity = Math.min(0.999, Math.max(0, 0.4 + 0.01 * (age - 60) + 0.2 * bell()));
    const smoker = uniform() < 0.15 ? -1 : Math.floor(3 * uniform());
    const lab = rounded((1 + 3 * severity) * (1 + 0.3 * Math.abs(bell())), 0.01);
    const bmi = uniform() < 0.1 ? Number.NaN : rounded(26 + 4 * bell() + 2 * sex, 0.1);
    const days = Math.round(4000 * uniform() * (1.2 - severity));
    const site = Math.floor(12 * uniform() * uniform());
    return { age, bmi, lab, days, sex, stage: Math.floor(4 * severity), site, smoker };
  });
  const number = (name: "age" | "bmi" | "lab" | "days", decimals: number) =>
    ({ name, kind: "number", decimals, values: Float64Array.from(people, (each) => each[name]) }) as const;
  const category = (name: keyof typeof LEVELS) =>
    ({
      name,
      kind: "category",
      levels: LEVELS[name],
      codes: Int32Array.from(people, (each) => each[name]),
    }) as const;
  return {
    rows,
    columns: [
      number("age", 0),
      category("sex"),
      category("stage"),
      number("bmi", 1),
      number("lab", 2),
      category("site"),
      category("smoker"),
      number("days", 0),
    ],
  };
}
