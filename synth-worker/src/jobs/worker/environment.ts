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
  /** Origin of a dApp whose pages may send shares from a browser, such as https://symbolon.example; none by default. */
  CORS_ORIGIN: z
    .url()
    .transform((url) => new URL(url).origin)
    .optional(),
  /** Enough for the shares of the most cells an order may have, as hex. */
  MAX_BODY_BYTES: z.coerce.number().int().positive().default(16_777_216),
  /** Where the links to other nodes listen (mutual TLS); port 0 picks a free one. */
  LINK_HOST: z.string().default("127.0.0.1"),
  LINK_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  /** How others reach the links; by default LINK_HOST and the port that was picked. */
  PUBLIC_LINK_HOST: z.string().optional(),
  PUBLIC_LINK_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
  /** An order that can do without some of its hospitals begins without them this long after the claim. */
  SHARE_SECONDS: z.coerce.number().min(1).default(300),
  /** How long links may take to stand, a message on one, the charge of the budget to be mined, and a whole attempt. */
  CONNECT_SECONDS: z.coerce.number().min(1).default(20),
  LINK_SECONDS: z.coerce.number().min(1).default(180),
  CHARGE_SECONDS: z.coerce.number().min(1).default(150),
  /** A node of a private job that does not answer for so long is replaced, if somebody can. */
  REPLACE_SECONDS: z.coerce.number().min(1).default(120),
  ATTEMPT_SECONDS: z.coerce.number().min(10).default(3600),
});
export type WorkerEnvironment = z.infer<typeof Environment>;

/** The worker node's environment. Throws E8003. */
export function readWorkerEnvironment(): WorkerEnvironment {
  return parseEnvironment(Environment, process.env);
}
