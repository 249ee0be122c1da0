import { digestOfDocument, type Hex } from "@symbolon/protocol";
import type { JointRecords } from "./jointRecords.ts";

/** The subject of a joint job on patients over time (PartsOrder). */
export function recordsSubject({ schema, domain, patientShare }: JointRecords): Hex {
  return digestOfDocument({
    format: "symbolon/joint-records/1",
    schema,
    domain,
    ...(patientShare === undefined ? {} : { patientShare }),
  });
}
