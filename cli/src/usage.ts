/** What `symbolon --help` prints. */
export const USAGE = `symbolon: buy and check synthetic health data

  symbolon list [--text WORDS]                       datasets for sale
  symbolon permit ID                                 a data permit: who, which datasets, what for, until when
  symbolon order --datasets 1,2 --rows 3000 --epsilon 1 --delta 1e-6 --purpose e --out order.json
                                                     write an order and the key its result is encrypted to
      [--engine aim|mst|fixed]                       which tables are measured beside single columns: those where the
                                                     model is worst, round by round (default); a tree of pairs; yours
      [--engine vertical]                            two datasets with different columns of the same patients, linked; default
                                                     workload: every pair across, --columns: name or DATASET.name
      [--engine high-fidelity]                       one dataset, without --epsilon: NOT differentially private
        [--product patients-over-time]               --rows whole patients with their OMOP tables, as a ZIP archive
        [--product images] [--classes A,B]           --rows images with a label table, as a ZIP archive
      [--engine statistics --request FILE.json]      figures instead of a file: tables, means, quantiles, survival curves,
                                                     regressions over several hospitals; with --epsilon private
      [--workload 'pairs,a*b*c' | outcome:COLUMN]    fixed: the tables to measure (default: pairs);
                                                     aim, mst: tables that count double (default: none)
      [--columns age,size,event]                     columns of the file, in this order (default: all)
      [--where 'size=20-50|>50' --where 'age>=60']   only such records; costs no privacy
      [--patients N] [--most-patients N]             about how many all datasets have, and the most that one has
                                                     (default: by the catalogue)
      [--least-datasets N]                           go on without a hospital that fails, if so many are left
  symbolon buy order.json [--max-price SYM] [--permit-id ID]
                                                     pay: one signature, one transaction
  symbolon status ORDER [--follow]                   where the job is
  symbolon download ORDER --spec order.json --out rows.csv
                                                     fetch, decrypt, compare with the chain; a statistic
                                                     is printed too
  symbolon keys rotate ORDER --spec order.json --out new.key
                                                     a new key for the result; the old one opens no more what is released
  symbolon verify FILE [--order N] (--bundle B | --rpc URL --deployment FILE --ipfs URL)
                                                     check a file back to consent, permit, budget and payment
  symbolon bundle ORDER --out evidence.json --rpc URL --deployment FILE --ipfs URL
                                                     everything verify needs, for use without a network
  symbolon renew ORDER [--max-price SYM]             one more access period: one signature, one transaction
  symbolon release ORDER                             content: payees need not wait for the dispute window
  symbolon dispute ORDER --evidence FILE             contest a result; the file stays here, its hash goes on chain
  symbolon refund ORDER                              money back for a failed or overdue order
  symbolon earnings [--withdraw]                     what this account is owed, and when; --withdraw fetches it
  symbolon take-part ORDER --config provider.json --state DIR --rpc URL --deployment FILE --ipfs URL
                                                     a hospital without a running node: check the order, send its
                                                     three sealed packages; run it again with --answer once the
                                                     file is reported, to judge it on the held-out records
      [--answer] [--wait SECONDS]                    how long to wait until it can be done (60; --answer: 900)
  symbolon ehds register [--country FI]              applications, decisions and results, as everybody may see them
  symbolon ehds apply|request FILE                   hand in an application (Art. 67) or a data request (Art. 69)
  symbolon ehds case HASH/FI                         where it stands; with an account that has a part in it, its clocks
  symbolon ehds act HASH/FI FILE                     sign the act in the file as the next one
  symbolon ehds agree HASH/FI FILE                   agree to a statistical answer by the data request in the file
  symbolon ehds attest SPEC --permit-id N            before buy: the order is for no use that Art. 54 prohibits
  symbolon ehds declare FILE                         what a holder declares of its dataset; the yearly review
  symbolon ehds alarms --state DIR                   tell the hub the signs of an attack that a hospital's node saw
  symbolon ehds export FI --out FILE | import FILE   a country's register for another hub
  symbolon ehds hash FILE                            a document's hash as PermitRegistry has it
  symbolon consent import FILE --dataset N --controller NAME --contact URL [--category a]
                                                     FHIR R4 Consents into the vault of your own hub, with a report
  symbolon consent withdraw|opt-out|reversal|erase SUBJECT --dataset N
                                                     for one patient, by the hospital's pseudonym
  symbolon consent link SUBJECT --dataset N [--state DIR] [--country FI]
                                                     the patient's own link: withdraw, opt out and receipts without an
                                                     account; --state: with the key of a node's consent book
  symbolon consent counts --dataset N                how many have which status
  symbolon consent anchor --dataset N [--opt-outs [--state DIR]]
                                                     new consents, withdrawals and the opt-out list to the chain, in batches;
                                                     --state: the list into the node's opt-outs.json first
  symbolon proof FILE --deployment d.json [--dataset N] [--signer 0x..]
                                                     who signed a quality label or a consent receipt (--dataset)
  symbolon hub start|status|backup|restore|retry     run a hub of your own (hub --help)
  symbolon synth FILE.csv --schema S.json --epsilon 1 -o out.csv
                                                     synthetic data from a file, alone, without a chain (synth --help)
      [DIR --omop -o DIR]                            whole patients over time from OMOP tables
  symbolon evaluate REAL.csv SYN.csv --holdout H.csv -o report.html
                                                     how alike, useful and private a file is, alone, without a chain
  symbolon synth-images DIR -o OUT                   synthetic images, private or gated against copies (synth-images --help)
  symbolon images check|deidentify                   DICOM, NIfTI, PNG, JPEG: what is in them, and without identifiers (images --help)
  symbolon ehr import|export|check                   FHIR, OMOP and plain tables in and out, de-identified (ehr --help)

Options everywhere: --gateway URL (SYMBOLON_GATEWAY), --rpc URL (SYMBOLON_RPC), --json
Account: SYMBOLON_PRIVATE_KEY. Exit codes: 0 done, 1 refused or failed, 2 wrong usage, 3 verification found a fault.`;
