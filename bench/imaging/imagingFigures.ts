/** One part of the benchmark, run in a process of its own. */
export type ImagingJob = {
  readonly part: "digits-private" | "digits-joint" | "digits-flow" | "head-flow";
  readonly epsilon: number | null;
  readonly seed: number;
  readonly quick: boolean;
  /** Folder for contact sheets, or null. */
  readonly sheets: string | null;
};

/** Figures of a part by name; seconds are wall time of this process, cpuSeconds its user time. */
export type ImagingFigures = Readonly<Record<string, number>>;
