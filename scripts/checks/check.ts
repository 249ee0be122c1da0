/** One thing `npm run check` looks at. */
export type Check = {
  readonly name: string;
  /** True when it must not run beside another check, because it changes files while it runs. */
  readonly exclusive?: boolean;
  /** What a person runs or does when it fails. */
  readonly remedy: string;
  /** Problems found, one text each (empty: passed). With `fix`, repairs first what can be repaired without thinking. */
  run(fix: boolean): Promise<string[]>;
};
