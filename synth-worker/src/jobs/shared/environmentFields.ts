import { z } from "zod";

/** Variables that provider and worker nodes share. */
export const environmentFields = {
  /** Account of this node: 32 bytes as 0x hex. */
  PRIVATE_KEY: z.string().regex(/^0x[0-9a-fA-F]{64}$/, "32 bytes as 0x hex"),
  RPC_URL: z.url(),
  /** Path of the deployment file. */
  SYMBOLON_DEPLOYMENT: z.string().min(1),
  /** Folder for keys and job states; made when missing, readable by the owner only. */
  STATE_DIR: z.string().min(1),
  /** Base URL of a Kubo RPC API. */
  IPFS_API_URL: z.url(),
  IPFS_API_TOKEN: z.string().min(1).optional(),
  /** Pause between two looks at the chain. */
  POLL_MILLISECONDS: z.coerce.number().int().min(10).max(60_000).default(500),
  /** "1": claim what settled orders owe this account, as soon as their dispute windows are over. */
  AUTO_WITHDRAW: z.enum(["0", "1"]).default("0"),
  /** Shortest pause between two looks for payouts. */
  PAYOUT_SECONDS: z.coerce.number().min(0.1).max(86_400).default(5),
  /** Name in log lines and progress events. */
  NODE_NAME: z.string().min(1).max(60).optional(),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace"]).default("info"),
};
