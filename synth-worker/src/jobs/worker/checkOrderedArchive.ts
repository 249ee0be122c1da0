import { productRows, SymbolonError, unzipFiles } from "@symbolon/protocol";
import { checkPatientFiles } from "./checkPatientFiles.ts";
import { checkPictureFiles } from "./checkPictureFiles.ts";
import type { FileClaim } from "./claims.ts";

/**
 * Whether a hospital's archive is what was ordered, as far as the archive itself tells. Of whole patients: their number, a table of patients with the
 * schema's columns and values and of the cohort, the dataset's OMOP tables with the standard's columns and no others, and only keys of these patients in
 * them. Of images: their number, size, colours and classes, each labelled. Whether they are like the records no node can tell, nor what code words and the
 * manifest say. Throws E1006 for another shape, E1002, E1003 or E1008 for a value that is not the schema's.
 */
export async function checkOrderedArchive(claim: FileClaim, archive: Uint8Array): Promise<void> {
  const { order, spec, schema } = claim.verified;
  const document = `file of order ${order.orderId}`;
  const refuse = (reason: string): never => {
    throw new SymbolonError("E1006", { document, reason });
  };
  const files = unzipFiles(archive, document);
  const rows = productRows(spec.product!, files);
  if (rows !== spec.rows) refuse(`it has ${rows} ${spec.product}, ${spec.rows} were ordered`);
  if (spec.product === "images") checkPictureFiles(spec, schema.images!, files, refuse);
  else await checkPatientFiles(claim, files, refuse);
}
