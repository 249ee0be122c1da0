import {
  documentBytes,
  HIGH_FIDELITY,
  MAX_FILE_BYTES,
  MAX_REPORT_BYTES,
  NOT_PRIVATE,
  type Origin,
} from "@symbolon/protocol";
import { combineReport } from "../../evaluate/combineReport.ts";
import { canJudge } from "../../tabular/hospital/canJudge.ts";
import type { Job } from "../shared/readJob.ts";
import type { VerifiedFileOrder } from "../shared/verifyOrder.ts";
import type { OrderContext } from "./orderContext.ts";
import { orderRows } from "./orderRows.ts";
import type { PreparedFile } from "./preparedFile.ts";
import { makeOrdered } from "./products/makeOrdered.ts";

/**
 * The hospital's own decision about a high-fidelity order: whether its terms allow it, whether enough held-out records can judge, whether a
 * generator withstands the attacks, and whether the file passes the order's thresholds and every check of its report. Only then there is a file;
 * what does not pass is forgotten here. Nothing is computed before the first two are answered. Throws what orderRows throws.
 */
export async function prepareFile(
  context: OrderContext,
  { spec, schema, datasets }: VerifiedFileOrder,
  job: Job,
): Promise<PreparedFile> {
  const { order, datasetId, hospital, code, log } = context;
  const about = { orderId: order.orderId.toString(), datasetId: datasetId.toString() };
  if (!hospital.config.releaseClasses.includes(HIGH_FIDELITY))
    return { refusal: { ...about, code: "E2017" } };
  const flags = await orderRows(context, job, spec.cohort);
  if (!canJudge(spec, flags.holdout)) return { refusal: { ...about, code: "E2016" } };
  const made = await makeOrdered(hospital, { spec, schema }, flags, (line) =>
    log.info({ orderId: about.orderId }, line),
  );
  const withhold = (reason: "calibration" | "verdict" | "size"): PreparedFile => ({
    refusal: { ...about, code: "E2018", reason },
  });
  if (made === null) return withhold("calibration");
  const { calibration, file, outputHash, report } = made;
  if (!combineReport(report, spec.thresholds).passed) return withhold("verdict");
  if (file.length > MAX_FILE_BYTES || documentBytes(report).length > MAX_REPORT_BYTES)
    return withhold("size");
  const origin: Origin = {
    format: "symbolon-origin/1",
    chainId: spec.chainId,
    ...about,
    provider: datasets[0]!.provider,
    engine: HIGH_FIDELITY,
    statement: NOT_PRIVATE,
    ...(spec.product === undefined ? {} : { product: spec.product }),
    ...calibration,
    rows: spec.rows,
    outputHash,
    bytes: file.length,
    code,
  };
  return { refusal: null, origin, report, file: Buffer.from(file).toString("base64") };
}
