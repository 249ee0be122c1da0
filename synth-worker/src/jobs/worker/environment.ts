import { z } from "zod";
import { environmentFields } from "../shared/environmentFields.ts";
import { parseEnvironment } from "../shared/parseEnvironment.ts";
import { WORKER_ROLE } from "../shared/readWorkers.ts";

const roles = z
  .string()
  .default("compute,evaluator")
  .transform((text, context) => {
    const names = text.split(",").map((name) => name.trim());
    let mask = 0;
    for (const name of names) {
      if (name === "compute") mask |= WORKER_ROLE.COMPUTE;
      else if (name === "evaluator") mask |= WORKER_ROLE.EVALUATOR;
      else context.addIssue({ code: "custom", message: `unknown role ${name}` });
    }
    return mask;
  });

const Environment = z.object({
  ...environmentFields,
  HOST: z.string().default("127.0.0.1"),
  /** 0 picks a free port. */
  PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  /** How others reach this node; by default its own address. */
  PUBLIC_URL: z.url().optional(),
  /** Comma list of compute, evaluator. */
  ROLES: roles,
  /** Stake at registration; by default the registry's minimum. */
  STAKE_WEI: z.string().regex(/^\d+$/).transform(BigInt).optional(),
  /** Gateway that releases keys to buyers. */
  GATEWAY_URL: z.url().optional(),
  /** A worker of rank r claims an unclaimed order after r times this. */
  TAKEOVER_SECONDS: z.coerce.number().min(0).default(15),
  /** A claimed job without progress may be claimed by others after this (the contract has its own, longer or shorter, window). */
  RECLAIM_SECONDS: z.coerce.number().min(0).default(1800),
  /** The lead gives a job up when it is not measured this long after the claim. */
  GIVE_UP_SECONDS: z.coerce.number().min(1).default(900),
  /** Enough for the longest count vector an order may have. */
  MAX_BODY_BYTES: z.coerce.number().int().positive().default(4_194_304),
});
export type WorkerEnvironment = z.infer<typeof Environment>;

/** The worker node's environment. Throws E8003. */
export function readWorkerEnvironment(): WorkerEnvironment {
  return parseEnvironment(Environment, process.env);
}
