/** A step that a watcher of the market cares about. */
export type ProgressStep =
  | "registered"
  | "listed"
  | "shared"
  | "announced"
  | "sent"
  | "claimed"
  | "measured"
  | "computed"
  | "replaced"
  | "generated"
  | "committed"
  | "reported"
  | "answered"
  | "evaluated"
  | "certified"
  | "pinned"
  | "finalised"
  | "withdrawn"
  | "refunded"
  | "refused"
  | "alarm"
  | "failed";

/** What happened, in words a parent process can show. Ids are decimal text. */
export type Progress = {
  readonly step: ProgressStep;
  readonly orderId?: string;
  readonly datasetId?: string;
  readonly txHash?: string;
  readonly gasUsed?: string;
  readonly cid?: string;
  readonly detail?: string;
};

/** Where a process tells how far it is. */
export type Reporter = {
  ready(detail: { readonly url?: string; readonly address: string; readonly datasetId?: string }): void;
  progress(event: Progress): void;
};

/** Tells the parent over IPC when forked, else as JSON lines on stdout. `who` names the process. */
export function makeReporter(who: string): Reporter {
  const tell = (message: object) => {
    if (process.send !== undefined && process.connected) process.send(message);
    else process.stdout.write(`${JSON.stringify(message)}\n`);
  };
  return {
    ready: (detail) => tell({ type: "ready", who, ...detail }),
    progress: (event) => tell({ type: "progress", who, ...event }),
  };
}
