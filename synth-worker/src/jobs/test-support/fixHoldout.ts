import { join } from "node:path";
import type { Hex } from "@symbolon/protocol";
import type { ConsentBook } from "../../tabular/hospital/consentBook.ts";
import { openHospital } from "../provider/openHospital.ts";
import { stateFile } from "../shared/stateFile.ts";

/**
 * Makes the consent book that a test hospital's node will find, with this holdout secret: who judges decides by chance how an attack does even on a file
 * that knows nobody, and it decides the same for every order of the hospital. A secret at which files were measured keeps that chance out of a test.
 */
export async function fixHoldout(config: string, stateFolder: string, holdoutSecret: Hex): Promise<void> {
  const { book, records } = await openHospital(config, stateFolder);
  records.close();
  await stateFile<ConsentBook>(join(stateFolder, "consents.json")).write({ ...book, holdoutSecret });
}
