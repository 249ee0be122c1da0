import { fastStream } from "../../random/fastStream.ts";
import { keystream } from "../../random/keystream.ts";

/**
 * The public random choices of one attack: a fast stream seeded from the all-zero key and the attack's name (at most 12 bytes). Everybody
 * who runs the evaluation draws the same, and what is drawn says nothing about records.
 */
export function publicStream(purpose: string): ReturnType<typeof fastStream> {
  return fastStream(keystream(new Uint8Array(32), purpose));
}
