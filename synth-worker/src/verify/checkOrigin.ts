import {
  announcementOf,
  digestOfDocument,
  HighFidelityOrderSpec,
  NOT_PRIVATE,
  Origin,
  productRows,
  unzipFiles,
} from "@symbolon/protocol";
import type { ChainFacts } from "./chainFacts.ts";
import { type Check, check, mustEqual } from "./check.ts";
import { documentOf } from "./documents.ts";
import type { Evidence } from "./evidence.ts";

/**
 * High-fidelity orders: the file is the one that the hospital bound itself to before the budget was charged, and has the columns and rows
 * ordered. Whether it is like the hospital's records, and how it was made of them, nobody outside can see; these checks say so.
 */
export function checkOrigin(file: Uint8Array | null, evidence: Evidence, facts: ChainFacts): Check[] {
  const { terms } = facts.order;
  const { record } = facts.job;
  const origin = () => documentOf(evidence, record.report.modelDigest, Origin, "origin");
  const spec = () => documentOf(evidence, terms.specDigest, HighFidelityOrderSpec, "order spec");
  return [
    check("privacy of the file", () => {
      mustEqual("rho of the order", terms.rhoMicro, spec().rhoMicro);
      const { leaf, gate, statement } = origin();
      const held =
        gate === undefined
          ? `leaves of at least ${leaf} records`
          : `${gate.keptBack} of ${gate.made} images kept back as copies`;
      return `${statement}: no epsilon, ${held}, attacks in the certificate`;
    }),
    check("origin of the file", () => {
      const document = origin();
      mustEqual("product of the origin", document.product ?? "rows", spec().product ?? "rows");
      mustEqual("order of the origin", document.orderId, evidence.orderId);
      mustEqual("chain of the origin", document.chainId, evidence.deployment.chainId);
      mustEqual("dataset of the origin", document.datasetId, terms.datasetIds.join());
      mustEqual("provider of the origin", document.provider, terms.providers.join());
      mustEqual("file of the origin", document.outputHash, record.report.outputHash);
      mustEqual("rows of the origin", document.rows, terms.rows);
      const announced = digestOfDocument(announcementOf(document));
      mustEqual("file announced before the budget was charged", record.commitDigest, announced);
      return `made inside the hospital ${document.provider}, announced before the charge, code ${document.code.version} at ${document.code.commit.slice(0, 12)}`;
    }),
    ...(file === null
      ? []
      : [
          check("rows", () => {
            const { columns, rows, product } = spec();
            if (product !== undefined) {
              mustEqual(`${product} in the file`, productRows(product, unzipFiles(file, "file")), rows);
              return `${rows} ${product === "images" ? "images" : "patients"}, made inside the hospital: there is no public model of a file that is ${NOT_PRIVATE}`;
            }
            const text = new TextDecoder().decode(file);
            mustEqual("rows of the file", countLines(text) - 1, rows);
            if (columns !== undefined)
              mustEqual("columns of the file", text.split("\n", 1)[0], columns.join());
            return `${rows} rows, made inside the hospital, not regenerated: there is no public model of a file that is ${NOT_PRIVATE}`;
          }),
        ]),
  ];
}

/** Line ends of a CSV file outside quoted cells. */
function countLines(text: string): number {
  let count = 0;
  let isQuoted = false;
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted;
    else if (character === "\n" && !isQuoted) count++;
  }
  return count;
}
