import { SymbolonError } from "@symbolon/protocol";
import { z } from "zod";

const Environment = z.object({
  /** Folder for blocks and pins; made when missing. */
  DATA_DIR: z.string().min(1),
  /** Bearer token every write must carry. */
  IPFS_API_TOKEN: z.string().min(16),
  HOST: z.string().default("127.0.0.1"),
  PORT: z.coerce.number().int().min(0).max(65_535).default(5001),
  IPFS_MAX_UPLOAD_BYTES: z.coerce.number().int().positive().default(268_435_456),
});

/** What the embedded IPFS process is told from outside. */
export type IpfsEnvironment = z.infer<typeof Environment>;

/** Reads the environment of the embedded IPFS process, completely and once. Throws E8003 that lists every variable at fault. */
export function readIpfsEnvironment(): IpfsEnvironment {
  const result = Environment.safeParse(process.env);
  if (result.success) return result.data;
  const reason = result.error.issues
    .map((issue) => `${issue.path.map(String).join(".")}: ${issue.message}`)
    .join("; ");
  throw new SymbolonError("E8003", { reason });
}
