import type { SynthCells } from "@symbolon/protocol";
import { firstRows } from "../../math/firstRows.ts";
import type { PatientRecords, RowTable } from "../../math/patientRecords.ts";
import { fastStream } from "../../random/fastStream.ts";
import { keystream } from "../../random/keystream.ts";
import { sampleModel } from "../../tabular/generation/sampleModel.ts";
import type { Evidence } from "../../tabular/model/calibrateModel.ts";
import { drawTable } from "../history/drawTable.ts";
import { numberCells } from "../records/numberCells.ts";
import { parentPlaces } from "../records/parentPlaces.ts";
import { settleSums } from "../records/settleSums.ts";
import { evidenceOf } from "./evidenceOf.ts";
import { parentLevels } from "./parentLevels.ts";
import type { PrivateRecordsModel } from "./privateRecordsModel.ts";
import { recordsCoding } from "./recordsCoding.ts";
import { rowSampler } from "./rowSampler.ts";

/**
 * `count` whole patients of a private model, a function of (model, count, seed of 32 bytes, where); costs no privacy. `where`: conditions on patient
 * columns and on numbers of rows (named as the domain's counted codes say: `rows of TABLE: CODE`). They are exact: the model of patients is
 * conditioned by clamping (one propagation, nothing rejected), and every number of rows is kept. Throws E1006 for conditions that no patient of
 * the model meets or that name no modelled column.
 */
export function samplePrivateRecords(
  model: PrivateRecordsModel,
  count: number,
  seed: Uint8Array,
  where: readonly SynthCells[] = [],
): PatientRecords {
  const { schema, domain } = model;
  const coding = recordsCoding(schema, domain);
  const above = parentPlaces(schema);
  const stream = fastStream(keystream(seed, "private"));
  const unit = () => stream.nextUint32() / 4294967296;
  const evidence: Evidence[] = where.map((cells) => evidenceOf(cells, coding.patients, schema, domain));
  const levels = sampleModel(model.patients, { rows: count, seed, evidence });
  const { patients, counts } = coding.patients.decode(levels, unit);
  const context = levels.columns.slice(0, coding.patients.context);
  const until = schema.until === undefined ? null : numberCells(patients, schema.until);
  const numbers = new Map(
    coding.patients.names.slice(coding.patients.context).map((name, c) => [name, counts[c]!]),
  );
  const made: RowTable[] = [];
  const full: RowTable["rows"][] = [];
  schema.tables.forEach(({ mostRows, once = [] }, t) => {
    const own = coding.tables[t]!;
    const parent = above[t]! < 0 ? null : { table: made[above[t]!]!, coding: coding.tables[above[t]!]! };
    const wanted = own.groups.names.map((name) =>
      parent === null ? numbers.get(name)! : numberCells(full[above[t]!]!, name),
    );
    const code = domain.tables[t]!.columns[own.code];
    const drawn = drawTable(
      own,
      {
        patients: { rows: patients.rows, columns: [] },
        until,
        above: parent === null ? null : { table: parent.table, starts: firstRows(parent.table.owner, count) },
        wanted: (place) => wanted.map((each) => each[place]!),
        once: new Set(once.map((level) => (code?.kind === "category" ? code.levels.indexOf(level) : -1))),
        mostRows,
      },
      rowSampler(
        model.tables[t]!,
        own,
        context,
        parent === null ? [] : parentLevels(parent.table.rows, parent.coding),
        unit,
      ),
    );
    full.push(drawn.rows);
    made.push({
      ...drawn,
      rows: { rows: drawn.rows.rows, columns: drawn.rows.columns.slice(0, domain.tables[t]!.columns.length) },
    });
  });
  const records = { patients, tables: made };
  settleSums(records, schema);
  return records;
}
