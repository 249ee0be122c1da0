import { join } from "node:path";
import type { CohortCondition } from "@symbolon/protocol";
import { type StateFile, stateFile } from "../shared/stateFile.ts";
import type { AttackSign } from "./attackSigns.ts";

/** An order that this hospital looked at, and the signs of an attack that it saw in it. */
export type LookedAt = {
  readonly orderId: string;
  readonly account: string;
  readonly permitId: string;
  readonly cohort: readonly CohortCondition[];
  readonly signs: readonly AttackSign[];
};

/** `alarms.json` in the state folder: every order with a cohort, oldest first. It holds conditions and signs, and nothing about patients. */
export type AlarmBook = { readonly format: "symbolon-alarms/1"; readonly orders: readonly LookedAt[] };

/** The file of a state folder. */
export const alarmBookFile = (stateFolder: string): StateFile<AlarmBook> =>
  stateFile<AlarmBook>(join(stateFolder, "alarms.json"));
