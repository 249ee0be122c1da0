import { canonicalJson, type NoteMessage, SymbolonError } from "@symbolon/protocol";
import { interrupted } from "../../../mpc/rss/interrupted.ts";

export type NoteKind = NoteMessage["kind"];
/** What a note of each kind says. */
export type NoteBodies = { [K in NoteKind]: Extract<NoteMessage, { kind: K }>["body"] };
/** Whose note, of which attempt, about what. */
export type NoteName<K extends NoteKind = NoteKind> = {
  readonly node: string;
  readonly attempt: number;
  readonly kind: K;
};

/** Notes that other nodes have sent within attempts, in memory: an attempt does not outlive its process. */
export type NoteBox = {
  /** Keeps a note. The first one of a node, attempt and kind stands: E4007 naming the node for another one that says something else. */
  readonly put: (note: NoteMessage) => void;
  /** What a node's note says, now or once it comes. Rejects when `signal` fires. */
  readonly take: <K extends NoteKind>(wanted: NoteName<K>, signal: AbortSignal) => Promise<NoteBodies[K]>;
  /** Lets go of everything said in attempts before `attempt`. */
  readonly forget: (attempt: number) => void;
};

export function noteBox(orderId: string): NoteBox {
  const notes = new Map<string, NoteMessage>();
  const waiting = new Map<string, (note: NoteMessage) => void>();
  const keyOf = ({ node, attempt, kind }: NoteName) => `${attempt} ${kind} ${node}`;
  return {
    put(note) {
      const key = keyOf(note);
      const known = notes.get(key);
      if (known !== undefined) {
        if (canonicalJson(known) === canonicalJson(note)) return;
        throw new SymbolonError("E4007", { node: note.node, field: note.kind, orderId });
      }
      notes.set(key, note);
      waiting.get(key)?.(note);
      waiting.delete(key);
    },
    async take<K extends NoteKind>(wanted: NoteName<K>, signal: AbortSignal) {
      const key = keyOf(wanted);
      const note =
        notes.get(key) ??
        (await new Promise<NoteMessage>((resolve, reject) => {
          const onAbort = (): void => {
            waiting.delete(key);
            reject(interrupted(orderId, `node ${wanted.node} did not say its ${wanted.kind} in time`));
          };
          if (signal.aborted) return onAbort();
          signal.addEventListener("abort", onAbort, { once: true });
          waiting.set(key, (found) => {
            signal.removeEventListener("abort", onAbort);
            resolve(found);
          });
        }));
      return note.body as NoteBodies[K];
    },
    forget(attempt) {
      for (const [key, note] of notes) if (note.attempt < attempt) notes.delete(key);
    },
  };
}
