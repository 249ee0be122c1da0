/** What `symbolon synth --help` prints. */
export const SYNTH_USAGE = `symbolon synth: synthetic data from a file or a database, differentially private, without a chain

  symbolon synth FILE.csv --schema S.json --epsilon 1 -o out.csv
  symbolon synth postgres://user@host:5432/db?sslmode=verify-full --table cohort --schema S.json --epsilon 1 -o out.csv
  symbolon synth --from model.json --rows 100000 -o more.parquet       more rows, no further privacy cost

  symbolon synth FILE.csv --engine high-fidelity -o out.csv [--schema S.json] [--report report.html]
                      as like the records as attacks allow, WITHOUT a privacy proof; needs no --epsilon, keeps a fifth of the
                      records out to judge by, writes nothing that does not pass (--survival TIME,EVENT[,LEVEL] keeps censoring)

  symbolon synth DIR --omop -o DIR [--patients N] [--most-rows 500] [--where 'died=yes'] [--report FILE] [--format csv|parquet]
                      whole patients over time from the OMOP tables of \`symbolon ehr import\`, WITHOUT a privacy proof: a fifth of the
                      people is kept out for the attack that sets the leaf size (docs/EHR.md, "Model")
  symbolon synth DIR --omop --domain D.json --epsilon 1 [--delta 1e-6] -o DIR [--patients N] [--where 'sex=male'] [--report FILE]
                      the same, differentially private for whole patients; what it may know without looking is in the domain
                      (\`symbolon ehr domain\` drafts one; a draft is refused until it is public: --domain-vouched-by NAME)

  --schema FILE       code books and public ranges (symbolon-synth-schema/1, symbolon-schema/1,
                      {columns: [{name, type, ...}]} or {column: number of codes})
  --epsilon E --delta D   the promise for one patient (delta default 1e-9)
  --rows N            rows to write (default: about as many as there are records, by the noisy count)
  --draws M           M files (out.1.csv, out.2.csv, ...) whose differences show the privacy noise, and in the report
                      intervals for every column; no further privacy cost; 5 or more are advised (default 1: one file)
  --engine aim|mst|swift|independent   (default aim; swift above 60 columns)
  --target COLUMN     what a model will predict; --workload 'a*b,a*c*d' other relations that matter
  --public FILE       a PUBLIC cohort with the same columns as a starting point; nothing in it is protected
  --columns a,b       columns of the output; --where 'stage=III' --where 'age>60' only such rows, exactly
  --neighbours add-remove|replace      what two neighbouring tables are (default add-remove)
  --model FILE        keep the model; --report FILE the report as JSON; --seed HEX 32 bytes, repeats the rows
  -o, --out FILE      .csv or .parquet; --json prints the report as JSON, --quiet no progress

From PostgreSQL only counts are fetched, in one read-only transaction. Leave the password out of the command (others can
see it there): PGPASSWORD or ~/.pgpass. TLS is as the URL says: ?sslmode=verify-full&sslrootcert=FILE.
  --table NAME        cohort, schema.cohort, parts in double quotes where they hold dots
  --statement-timeout SECONDS   the longest one statement may run in the server (default 600)`;
