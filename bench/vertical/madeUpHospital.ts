import { seededBytes } from "../dp/seededBytes.ts";
import { ATTRIBUTES, LEVELS, type VerticalCase } from "./verticalCase.ts";

/** A hospital's table: patients by number, and a level per patient in each of its attributes. */
export type MadeUpHospital = {
  readonly patients: Uint32Array;
  readonly codes: readonly Uint16Array[];
};

/**
 * The table of hospital `holder` (0 or 1), the same at every call. Of the numbers 0 to 1.1 n the first hospital has the first n, the second
 * the last n, in opposite orders. Attributes follow a hidden level of the patient half of the time, so that there is something to count.
 */
export function madeUpHospital({ patients: n }: VerticalCase, holder: number): MadeUpHospital {
  const register = n + Math.floor(n / 10);
  const patients = Uint32Array.from({ length: n }, (_, row) => (holder === 0 ? row : register - 1 - row));
  const hidden = seededBytes(0, "vertical patients").bytes(register);
  const codes = Array.from({ length: ATTRIBUTES[holder]! }, (_, attribute) => {
    const own = seededBytes(100 * holder + attribute + 1, "vertical attribute").bytes(2 * register);
    return Uint16Array.from(patients, (patient) => {
      const level = own[2 * patient]! < 128 ? hidden[patient]! : own[2 * patient + 1]!;
      return level % LEVELS;
    });
  });
  return { patients, codes };
}
