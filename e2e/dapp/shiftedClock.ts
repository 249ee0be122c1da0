/** Source of a script after which a JavaScript realm's clock is ahead by so many days; for a page, or as `node --import`. */
export function shiftedClock(days: number): string {
  return `{
    const Real = Date;
    const ahead = ${days} * 86400000;
    globalThis.Date = class Date extends Real {
      constructor(...parts) {
        if (parts.length === 0) super(Real.now() + ahead);
        else super(...parts);
      }
      static now() {
        return Real.now() + ahead;
      }
    };
  }`;
}
