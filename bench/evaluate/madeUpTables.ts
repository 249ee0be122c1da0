import type { MixedTable } from "@symbolon/synth-worker/evaluation";
import { seededBytes } from "../dp/seededBytes.ts";

const NUMBERS = 7;
const CATEGORIES = 6;

/**
 * Records of made-up patients, 15 columns: seven numbers, six categories, follow-up time and event, all driven by one hidden severity, 2 % of the
 * cells missing. Made up so that the size can be chosen; quality figures on it mean nothing.
 */
export function madeUpTable(rows: number, seed: number): MixedTable {
  const bytes = seededBytes(seed, "evaluate").bytes(4 * rows * (NUMBERS + CATEGORIES + 6));
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  let next = 0;
  const uniform = () => (words[next++]! + 0.5) / 2 ** 32;
  const severity = Float64Array.from({ length: rows }, () => uniform() + uniform() - 1);
  const numbers = Array.from({ length: NUMBERS }, (_, c) => ({
    name: `n${c}`,
    kind: "number" as const,
    decimals: 1,
    values: severity.map((s) => {
      const u = uniform();
      return u < 0.02 ? Number.NaN : Math.round(10 * (50 + 10 * (c + 1) * (s + u))) / 10;
    }),
  }));
  const categories = Array.from({ length: CATEGORIES }, (_, c) => ({
    name: `c${c}`,
    kind: "category" as const,
    levels: Array.from({ length: c + 2 }, (_, level) => `level ${level}`),
    codes: Int32Array.from(severity, (s) =>
      Math.min(c + 1, Math.floor((c + 2) * Math.abs(s + uniform() / 2) * 0.66)),
    ),
  }));
  const time = severity.map((s) => Math.ceil(1000 * uniform() * (1.2 - s)));
  const codes = Int32Array.from(severity, (s) => Number(uniform() < 0.4 + 0.3 * s));
  return {
    rows,
    columns: [
      ...numbers,
      ...categories,
      { name: "time", kind: "number", decimals: 0, values: time },
      { name: "event", kind: "category", levels: ["0", "1"], codes },
    ],
  };
}
