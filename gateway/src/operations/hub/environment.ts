import { randomBytes } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SymbolonError } from "@symbolon/protocol";
import { z } from "zod";
import { type GatewayEnvironment, readGatewayEnvironment } from "../../environment.ts";

/** An unset variable and an empty one mean the same. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

const Environment = z.object({
  /** Folder of everything the hub keeps: database, blocks, its own token. */
  DATA_DIR: z.string().min(1),
  /** A storage node of its own (Kubo, or another hub's); without it the hub runs the embedded one. */
  IPFS_API_URL: optional(z.url({ protocol: /^https?$/ })),
  /** Token of that node. The embedded one makes its own, in DATA_DIR/ipfs.token, unless one is given. */
  IPFS_API_TOKEN: optional(z.string().min(16)),
  /** Where the embedded storage node listens. */
  IPFS_HOST: z.string().default("127.0.0.1"),
  IPFS_PORT: z.coerce.number().int().min(0).max(65_535).default(5001),
  IPFS_MAX_UPLOAD_BYTES: z.coerce.number().int().positive().default(268_435_456),
});

/** What a hub is told from outside; `gateway` is complete once the storage node is known. */
export type HubEnvironment = {
  readonly dataFolder: string;
  /** null: the embedded node serves. */
  readonly ipfsUrl: string | null;
  readonly ipfsToken: string;
  readonly ipfsHost: string;
  readonly ipfsPort: number;
  readonly maxUploadBytes: number;
  gateway(ipfsUrl: string): GatewayEnvironment;
};

/** The folder alone, for questions about a hub. Throws E8003. */
export function readHubFolder(variables: Record<string, string | undefined> = process.env): string {
  return parse(variables).DATA_DIR;
}

/** Reads a hub's environment, completely and once; makes the data folder and the embedded node's token. Throws E8002, E8003. */
export function readHubEnvironment(
  variables: Record<string, string | undefined> = process.env,
): HubEnvironment {
  const read = parse(variables);
  const ipfsUrl = read.IPFS_API_URL ?? null;
  if (ipfsUrl !== null && read.IPFS_API_TOKEN === undefined)
    throw new SymbolonError("E8003", { reason: "IPFS_API_TOKEN: needed with IPFS_API_URL" });
  const ipfsToken = read.IPFS_API_TOKEN ?? ownToken(read.DATA_DIR);
  const gateway = (url: string) =>
    readGatewayEnvironment({ ...variables, IPFS_API_URL: url, IPFS_API_TOKEN: ipfsToken });
  // What is wrong is said before anything starts; the port is not known yet.
  gateway(ipfsUrl ?? "http://127.0.0.1");
  return {
    dataFolder: read.DATA_DIR,
    ipfsUrl,
    ipfsToken,
    ipfsHost: read.IPFS_HOST,
    ipfsPort: read.IPFS_PORT,
    maxUploadBytes: read.IPFS_MAX_UPLOAD_BYTES,
    gateway,
  };
}

function parse(variables: Record<string, string | undefined>): z.infer<typeof Environment> {
  const result = Environment.safeParse(variables);
  if (result.success) return result.data;
  const reason = result.error.issues
    .map((issue) => `${issue.path.map(String).join(".")}: ${issue.message}`)
    .join("; ");
  throw new SymbolonError("E8003", { reason });
}

/** The token that this folder's storage node was given first. It is whole from its first moment on: half a token, or none, would open the node. */
function ownToken(folder: string): string {
  const file = join(folder, "ipfs.token");
  const draft = `${file}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    mkdirSync(folder, { recursive: true });
    if (!existsSync(file)) {
      writeFileSync(draft, randomBytes(32).toString("hex"), { mode: 0o600, flag: "wx", flush: true });
      // Not made where a file is: of two processes both get the first one's.
      linkSync(draft, file);
    }
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "EEXIST")
      throw new SymbolonError("E8002", { path: folder, reason: String(cause) }, { cause });
  } finally {
    rmSync(draft, { force: true });
  }
  const token = readFileSync(file, "utf8").trim();
  if (token === "") throw new SymbolonError("E8003", { reason: "ipfs.token holds no token; delete it" });
  return token;
}
