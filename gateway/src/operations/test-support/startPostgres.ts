import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, chown, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** A PostgreSQL server of a test: empty, on loopback, gone after `stop`. */
export type TestPostgres = {
  readonly url: string;
  /** Ends the server at once, as a crash would (SIGKILL to it and its children). */
  crash(): Promise<void>;
  /** Starts it again on the same data and port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

/** Why a test that needs PostgreSQL is skipped here; false where its programs are on the PATH. */
export const withoutPostgres: false | string =
  programPath("initdb") !== null && programPath("postgres") !== null
    ? false
    : "PostgreSQL (initdb, postgres) is not on the PATH";

/** Makes and starts a server. It refuses to run as root, so a test run by root starts it as the user "postgres". */
export async function startPostgres(): Promise<TestPostgres> {
  const folder = await mkdtemp(join(tmpdir(), "symbolon-postgres-"));
  const user = process.getuid?.() === 0 ? { uid: idOf("-u"), gid: idOf("-g") } : {};
  await chmod(folder, 0o700);
  if (user.uid !== undefined && user.gid !== undefined) await chown(folder, user.uid, user.gid);
  const data = join(folder, "data");
  execFileSync(programPath("initdb")!, ["-D", data, "-U", "test", "--auth=trust", "-N", "-E", "UTF8"], {
    ...user,
    cwd: folder,
    stdio: "ignore",
  });
  const port = await freePort();
  const start = async (): Promise<ChildProcess> => {
    const settings = ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-F"];
    const server = spawn(programPath("postgres")!, ["-D", data, "-p", String(port), ...settings], {
      ...user,
      cwd: folder,
      stdio: ["ignore", "ignore", "pipe"],
      detached: true,
    });
    await new Promise<void>((resolve, reject) => {
      let said = "";
      server.stderr!.on("data", (text: Buffer) => {
        said += text.toString();
        if (said.includes("ready to accept connections")) resolve();
      });
      server.once("exit", () => reject(new Error(`PostgreSQL did not start: ${said}`)));
    });
    server.stderr!.removeAllListeners("data").resume();
    return server;
  };
  let server = await start();
  const end = (signal: NodeJS.Signals) =>
    new Promise<void>((resolve) => {
      if (server.exitCode !== null || server.signalCode !== null) return resolve();
      server.once("exit", () => resolve());
      // The server and its children are a process group of their own.
      process.kill(signal === "SIGKILL" ? -server.pid! : server.pid!, signal);
    });
  return {
    url: `postgres://test@127.0.0.1:${port}/postgres`,
    crash: () => end("SIGKILL"),
    async restart() {
      server = await start();
    },
    async stop() {
      await end("SIGINT");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function programPath(name: string): string | null {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null;
}

function idOf(flag: "-u" | "-g"): number {
  return Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
}

/** Below the ports that systems hand out by themselves, so that nobody is given it while the server is down; each process has some of its own. */
async function freePort(): Promise<number> {
  for (let port = 20_000 + ((process.pid * 20) % 12_000); ; port++) if (await isFree(port)) return port;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(false);
      else reject(error);
    });
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}
