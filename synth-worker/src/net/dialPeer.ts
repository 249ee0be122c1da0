import { connect as connectTcp } from "node:net";
import { connect as connectTls } from "node:tls";
import { stopped } from "../mpc/rss/stopped.ts";
import { framePrefix } from "./framePrefix.ts";
import { type Hello, helloBytes } from "./helloBytes.ts";
import type { NodeIdentity } from "./loadNodeIdentity.ts";
import type { PeerAddress } from "./peerAddress.ts";
import type { PeerSocket } from "./peerListener.ts";
import { pinnedTls } from "./pinnedTls.ts";
import { prepareSocket } from "./prepareSocket.ts";
import { spkiPin } from "./spkiPin.ts";
import { takeFrame } from "./takeFrame.ts";
import { unlessAborted } from "./unlessAborted.ts";

/**
 * One try to connect to party hello.to. Throws E4020 when the other end shows another key than the pin: trying again would not help, and
 * nothing is said to it. Throws other errors when it cannot be reached or does not await this session (yet).
 */
export async function dialPeer(input: {
  orderId: string;
  identity: NodeIdentity;
  address: PeerAddress;
  hello: Hello;
  signal: AbortSignal;
}): Promise<PeerSocket> {
  const { orderId, identity, address, hello, signal } = input;
  const raw = connectTcp({ host: address.host, port: address.port, allowHalfOpen: true });
  prepareSocket(raw);
  const socket = connectTls({ ...pinnedTls(identity), socket: raw });
  try {
    const secured = new Promise<void>((resolve, reject) => {
      socket.once("secureConnect", resolve);
      socket.on("error", reject);
      socket.once("close", () => reject(new Error("the connection ended")));
    });
    await unlessAborted(secured, signal);
    const certificate = socket.getPeerX509Certificate();
    if (certificate === undefined || spkiPin(certificate) !== address.pin) {
      throw stopped(orderId, `party ${hello.to} does not show the certificate it published`);
    }
    const own = helloBytes(hello);
    socket.write(Buffer.concat([framePrefix(own.length), own]));
    const reply = Buffer.from(await takeFrame(socket, 64, signal));
    if (!reply.equals(helloBytes({ session: hello.session, from: hello.to, to: hello.from }))) {
      throw stopped(orderId, `party ${hello.to} answers for something else`);
    }
    return { socket, raw };
  } catch (error) {
    socket.destroy();
    raw.destroy();
    throw error;
  }
}
