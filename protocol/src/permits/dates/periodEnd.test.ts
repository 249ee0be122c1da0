import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { civilDateOf } from "./civilDate.ts";
import { monthsBefore, periodEnd } from "./periodEnd.ts";

const HELSINKI = { timeZone: "Europe/Helsinki", holidays: ["2029-12-06"] };
const unix = (iso: string) => Date.parse(iso) / 1000;
const iso = (seconds: number) => new Date(seconds * 1000).toISOString();

describe("periodEnd (Regulation 1182/71 Art. 3)", () => {
  it("ends at local midnight after the day of the same number, whatever the hour of the event", () => {
    for (const hour of ["00:00:01", "12:00:00", "21:59:59"])
      assert.equal(
        iso(periodEnd(unix(`2029-01-09T${hour}Z`), { months: 3 }, HELSINKI)),
        "2029-04-09T21:00:00.000Z",
      );
  });

  it("ends on the last day of a month that has no such day", () => {
    assert.equal(
      iso(periodEnd(unix("2027-11-30T10:00:00Z"), { months: 3 }, HELSINKI)),
      "2028-02-29T22:00:00.000Z",
    );
  });

  it("moves an end on a Saturday, Sunday or holiday to the next working day", () => {
    // 2029-09-06 + 3 months is Independence Day, a Thursday.
    assert.equal(
      iso(periodEnd(unix("2029-09-06T10:00:00Z"), { months: 3 }, HELSINKI)),
      "2029-12-07T22:00:00.000Z",
    );
    // 2029-09-08 is a Saturday; four weeks on it is one again.
    assert.equal(
      iso(periodEnd(unix("2029-09-08T10:00:00Z"), { weeks: 4 }, HELSINKI)),
      "2029-10-08T21:00:00.000Z",
    );
  });

  it("counts working days without weekends and holidays", () => {
    // Monday 2029-12-03: Tuesday 1, Wednesday 2, (Thursday a holiday) Friday 3, Monday 4.
    assert.equal(
      iso(periodEnd(unix("2029-12-03T10:00:00Z"), { workingDays: 4 }, HELSINKI)),
      "2029-12-10T22:00:00.000Z",
    );
  });

  it("takes the day from the office's time zone, not from UTC", () => {
    // 23:30 UTC on the 9th is the 10th in Helsinki.
    assert.equal(
      iso(periodEnd(unix("2029-01-09T23:30:00Z"), { months: 1 }, HELSINKI)),
      "2029-02-12T22:00:00.000Z",
    );
    const brussels = { timeZone: "Europe/Brussels", holidays: [] };
    assert.equal(
      iso(periodEnd(unix("2029-01-09T22:30:00Z"), { months: 1 }, brussels)),
      "2029-02-09T23:00:00.000Z",
    );
  });

  it("refuses a length that is no positive whole number", () => {
    for (const months of [0, -1, 1.5]) assert.throws(() => periodEnd(0, { months }, HELSINKI), RangeError);
  });

  it("always ends at a local midnight after a working day, and never earlier for a later event", () => {
    const zone = fc.constantFrom("Europe/Helsinki", "Europe/Brussels", "Europe/Lisbon", "Atlantic/Azores");
    const start = fc.integer({ min: unix("2026-01-01T00:00:00Z"), max: unix("2036-01-01T00:00:00Z") });
    fc.assert(
      fc.property(
        zone,
        start,
        fc.nat(86_400 * 40),
        fc.integer({ min: 1, max: 24 }),
        (timeZone, from, gap, months) => {
          const calendar = { timeZone, holidays: [] };
          const end = periodEnd(from, { months }, calendar);
          const lastDay = civilDateOf(end - 1, timeZone);
          assert.notEqual(lastDay, civilDateOf(end, timeZone));
          assert.ok(![0, 6].includes(new Date(`${lastDay}T00:00:00Z`).getUTCDay()));
          assert.ok(periodEnd(from + gap, { months }, calendar) >= end);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("monthsBefore", () => {
  it("counts backwards and is moved by no weekend", () => {
    // 2032-11-07 less a month is Thursday 2032-10-07; 2032-11-09 less a month is Saturday 2032-10-09.
    assert.equal(iso(monthsBefore(unix("2032-11-09T10:00:00Z"), 1, HELSINKI)), "2032-10-09T21:00:00.000Z");
    assert.equal(iso(monthsBefore(unix("2033-03-31T10:00:00Z"), 1, HELSINKI)), "2033-02-28T22:00:00.000Z");
  });
});
