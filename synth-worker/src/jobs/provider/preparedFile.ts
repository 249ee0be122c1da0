import { join } from "node:path";
import type { EvaluationReport, Origin, RefusalMessage } from "@symbolon/protocol";
import { claimKey } from "../../joint/upload/claimKey.ts";
import type { Job } from "../shared/readJob.ts";
import { type StateFile, stateFile } from "../shared/stateFile.ts";
import type { OrderContext } from "./orderContext.ts";

/**
 * What a hospital's node made for one claim of a high-fidelity order: the file with its origin and report, or why none may leave. Kept before
 * anybody hears of it, so that a restart sends the same bytes and draws no second file.
 */
export type PreparedFile =
  | { readonly refusal: RefusalMessage }
  | {
      readonly refusal: null;
      readonly origin: Origin;
      readonly report: EvaluationReport;
      /** The file, base64. */
      readonly file: string;
    };

const fileOf = (context: OrderContext, job: Job, what: "file" | "sent") => {
  const { orderId } = context.order;
  return join(context.stateFolder, "orders", `${orderId}-${claimKey(orderId, job)}-${what}.json`);
};

/** Where it is kept. SECRET until the budget is charged. */
export const preparedFile = (context: OrderContext, job: Job): StateFile<PreparedFile> =>
  stateFile<PreparedFile>(fileOf(context, job, "file"));

/** Which parts have arrived, as `<node> <part>`. */
export const sentParts = (context: OrderContext, job: Job): StateFile<readonly string[]> =>
  stateFile<readonly string[]>(fileOf(context, job, "sent"));
