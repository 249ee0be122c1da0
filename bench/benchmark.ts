/** Numbers of one benchmark; every name carries its unit (Seconds, Gas, Bytes, ...). */
export type Measurements = {
  readonly [name: string]: number | string | boolean | Measurements | Measurements[];
};

/** One file of bench/benchmarks: `npm run bench -- NAME` runs it. */
export type Benchmark = {
  readonly what: string;
  /** Prints progress and tables through `print`; `args` are the arguments after the name that main does not know. */
  run(args: readonly string[], print: (line: string) => void): Promise<Measurements>;
};
