import { join } from "node:path";
import type { OptOutBook } from "../../tabular/hospital/optOutBook.ts";
import { type StateFile, stateFile } from "../shared/stateFile.ts";

/** The hospital's book of opt-outs; null content: it has no list. */
export const optOutBookFile = (stateFolder: string): StateFile<OptOutBook> =>
  stateFile<OptOutBook>(join(stateFolder, "opt-outs.json"));
