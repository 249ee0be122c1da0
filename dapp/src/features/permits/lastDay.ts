/** The last day that is in time, of a deadline whose first second after it is `dueAt` (unix seconds). Example: "1 Mar 2027". */
export function lastDay(dueAt: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone }).format((dueAt - 1) * 1000);
}
