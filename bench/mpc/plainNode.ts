import { connect, createServer, type Socket } from "node:net";
import {
  DEFAULT_LINK_LIMITS,
  type MessageLink,
  messageLink,
  type OpenedLinks,
  type PeerAddress,
} from "@symbolon/synth-worker/links";

/** Links without TLS, for comparison only: nobody proves anything. */
export type PlainNode = {
  readonly port: number;
  /** The links to both others: the smaller index dials and says who it is with one byte. */
  readonly open: (
    peers: { readonly previous: PeerAddress; readonly next: PeerAddress },
    deadlineMs: number,
  ) => Promise<Omit<OpenedLinks, "session">>;
  readonly close: () => void;
};

/** Party `index`, listening on a free port of the loopback interface. */
export async function plainNode(index: number): Promise<PlainNode> {
  const arrived = new Map([0, 1, 2].map((party) => [party, Promise.withResolvers<Socket>()]));
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.once("readable", () => arrived.get((socket.read(1) as Buffer)[0]!)?.resolve(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  return {
    port: (server.address() as { port: number }).port,
    async open(peers, deadlineMs) {
      const sockets: Socket[] = [];
      const link = async (peer: number, { port }: PeerAddress): Promise<MessageLink> => {
        const socket = index < peer ? await dial(port, index) : await arrived.get(peer)!.promise;
        socket.setNoDelay(true);
        sockets.push(socket);
        return messageLink(socket, {
          orderId: "bench",
          peer,
          limits: { ...DEFAULT_LINK_LIMITS, deadlineMs },
        });
      };
      const [previous, next] = await Promise.all([
        link((index + 2) % 3, peers.previous),
        link((index + 1) % 3, peers.next),
      ]);
      return {
        previous,
        next,
        wireBytesSent: () => sockets.reduce((sum, socket) => sum + socket.bytesWritten, 0),
        close: async () => {
          await Promise.all([previous.close(), next.close()]);
        },
      };
    },
    close: () => void server.close(),
  };
}

async function dial(port: number, index: number): Promise<Socket> {
  const socket = connect({ host: "127.0.0.1", port, allowHalfOpen: true });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("error", reject);
  });
  socket.write(Uint8Array.of(index));
  return socket;
}
