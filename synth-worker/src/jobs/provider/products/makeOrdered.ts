import { randomBytes } from "node:crypto";
import { mixedRecords } from "../../../data/mixedRecords.ts";
import type { OrderRows } from "../../../tabular/hospital/rowsOfOrder.ts";
import type { VerifiedFileOrder } from "../../shared/verifyOrder.ts";
import type { Hospital } from "../openHospital.ts";
import type { MadeFile } from "./madeFile.ts";
import { makeImages } from "./makeImages.ts";
import { makePatients } from "./makePatients.ts";
import { makeRows } from "./makeRows.ts";

/**
 * Makes what a high-fidelity order asks for, of the training half of those whom it may use, and judges it against their holdout: rows of the schema,
 * whole patients, or images. Null when no generator withstands its attacks. The randomness is new and kept nowhere. `tell` gets lines for the hospital's
 * log. Throws what the makers throw.
 */
export async function makeOrdered(
  hospital: Hospital,
  { spec, schema }: Pick<VerifiedFileOrder, "spec" | "schema">,
  flags: Pick<OrderRows, "training" | "holdout">,
  tell: (line: string) => void,
): Promise<MadeFile | null> {
  const seed = new Uint8Array(randomBytes(32));
  if (spec.product === "patients-over-time") return await makePatients(hospital, spec, flags, seed);
  if (spec.product === "images") return await makeImages(hospital, spec, flags, seed, tell);
  const names = spec.columns ?? schema.columns.map(({ name }) => name);
  return makeRows(
    {
      training: await mixedRecords(hospital.records, names, flags.training),
      holdout: await mixedRecords(hospital.records, names, flags.holdout),
    },
    {
      rows: spec.rows,
      survival: hospital.config.survival.filter(
        ({ time, event }) => names.includes(time) && names.includes(event),
      ),
      seed,
    },
  );
}
