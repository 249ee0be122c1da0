import { createServer, type Socket } from "node:net";
import { createServer as createTlsServer, type TLSSocket } from "node:tls";
import type { Hex } from "@symbolon/protocol";
import { framePrefix } from "./framePrefix.ts";
import { type Hello, helloBytes } from "./helloBytes.ts";
import type { NodeIdentity } from "./loadNodeIdentity.ts";
import { pinnedTls } from "./pinnedTls.ts";
import { prepareSocket } from "./prepareSocket.ts";
import { spkiPin } from "./spkiPin.ts";
import { takeFrame } from "./takeFrame.ts";

/** How long a connection may take for the TLS handshake, and again for its hello, in milliseconds. */
const GREETING_MILLISECONDS = 5_000;
/** Connections at once, of all sessions and of strangers that have not been turned away yet. */
const MOST_CONNECTIONS = 256;

/** A connected and identified socket, and the one below it, whose byte counters include TLS. */
export type PeerSocket = { readonly socket: TLSSocket; readonly raw: Socket };

/** Where other nodes connect to. */
export type PeerListener = {
  readonly port: number;
  /**
   * Awaits party hello.from, known by its pin, for one session, until `stop`. Each connection that proves both goes to `onSocket`; there may be several, the
   * newest counts. Everybody else is hung up on without a word. Throws RangeError when this very hello is awaited already.
   */
  readonly expect: (hello: Hello, pin: Hex, onSocket: (connected: PeerSocket) => void) => { stop(): void };
  /** Stops listening at once; connections that were handed over stay. */
  readonly close: () => void;
};

/** Listens on host:port (port 0: a free one). Rejects with the system's error when it cannot. */
export async function peerListener(input: {
  identity: NodeIdentity;
  host: string;
  port: number;
  /** For tests; see GREETING_MILLISECONDS. */
  greetingMs?: number;
}): Promise<PeerListener> {
  const greetingMs = input.greetingMs ?? GREETING_MILLISECONDS;
  const expected = new Map<string, { pin: Hex; reply: Uint8Array; onSocket(connected: PeerSocket): void }>();
  const raws = new Map<string, Socket>();

  const greet = async (socket: TLSSocket, raw: Socket): Promise<void> => {
    const certificate = socket.getPeerX509Certificate();
    if (certificate === undefined) throw new Error("no certificate");
    const pin = spkiPin(certificate);
    // A stranger is not even listened to.
    if (![...expected.values()].some((one) => one.pin === pin)) throw new Error("nobody we expect");
    const hello = await takeFrame(socket, 64, AbortSignal.timeout(greetingMs));
    const awaited = expected.get(keyOf(hello));
    if (awaited === undefined || awaited.pin !== pin) throw new Error("not for a session we expect");
    socket.write(Buffer.concat([framePrefix(awaited.reply.length), awaited.reply]));
    awaited.onSocket({ socket, raw });
  };
  const tls = createTlsServer({ ...pinnedTls(input.identity), handshakeTimeout: greetingMs }, (socket) => {
    const raw = raws.get(addressOf(socket));
    socket.on("error", () => undefined);
    if (raw === undefined) socket.destroy();
    else greet(socket, raw).catch(() => socket.destroy());
  });
  tls.on("tlsClientError", (_error, socket) => socket.destroy());
  const server = createServer({ allowHalfOpen: true }, (raw) => {
    prepareSocket(raw);
    const address = addressOf(raw);
    raws.set(address, raw);
    raw.once("close", () => raws.delete(address));
    tls.emit("connection", raw);
  });
  server.maxConnections = MOST_CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(input.port, input.host, () => {
      server.off("error", reject);
      // From here on an error is of one connection that could not be accepted, and its sender tries again.
      server.on("error", () => undefined);
      resolve();
    });
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : input.port,
    expect(hello, pin, onSocket) {
      const key = keyOf(helloBytes(hello));
      if (expected.has(key)) throw new RangeError("this hello is awaited already");
      const reply = helloBytes({ session: hello.session, from: hello.to, to: hello.from });
      expected.set(key, { pin, reply, onSocket });
      return { stop: () => void expected.delete(key) };
    },
    close: () => void server.close(),
  };
}

function keyOf(hello: Uint8Array): string {
  return Buffer.from(hello).toString("hex");
}

function addressOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`;
}
