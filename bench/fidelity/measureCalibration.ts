import { calibrationAttack } from "@symbolon/synth-worker/evaluation";
import { calibrateLeaf, type LeafCalibration } from "@symbolon/synth-worker/trees";
import { seededBytes } from "../dp/seededBytes.ts";
import { fidelityTables } from "./fidelityTables.ts";
import { halvesOf } from "./halvesOf.ts";
import { readMixedTable } from "./readMixedTable.ts";

/** The leaf that the engine's own calibration chooses for a table, one file per leaf. */
export function measureCalibration(table: string, seed: number): LeafCalibration {
  const [training, holdout] = halvesOf(readMixedTable(table), seed);
  return calibrateLeaf({
    training,
    holdout,
    attack: calibrationAttack,
    seeds: [seededBytes(seed, "rows").bytes(32)],
    options: { survival: fidelityTables[table]!.survival },
  });
}
