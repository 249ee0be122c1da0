import type { PatientTexts } from "./patientTexts.ts";

/** What the patient page says, in German. */
export const de: PatientTexts = {
  title: "Ihre Daten und Ihre Entscheidung",
  lead: "Sehen Sie, wie Ihre Gesundheitsdaten hier genutzt werden, nehmen Sie Ihre Einwilligung zurück oder sagen Sie Nein. Sie brauchen kein Konto und keine Wallet, es kostet nichts, und niemand fragt nach dem Grund.",
  language: "Sprache",
  meaning: {
    title: "Was das bedeutet",
    stays:
      "Ihre Akten bleiben im Krankenhaus. Sie werden nicht verkauft und nicht verschickt, und niemand kann sie hier lesen.",
    made: "Rechner an mehreren Orten zählen gemeinsam über viele Patienten und sehen nur Summen, die absichtlich etwas unscharf sind.",
    synthetic:
      "Aus diesen Summen entstehen erfundene Datensätze: Menschen, die es nie gab. Die Forschung bekommt diese, nicht Sie. Manche Nutzungen geben Summen heraus oder Datensätze, die näher an echten sind; die Liste sagt es jedes Mal.",
    limit:
      "Wie viel insgesamt gelernt werden darf, ist begrenzt und wird öffentlich gezählt. Ist die Grenze erreicht, ist Schluss.",
    trace:
      "Im öffentlichen Register steht kein Name, keine Nummer und kein Geburtsdatum. Nichts dort führt zu Ihnen.",
  },
  link: {
    title: "Ihr Link",
    lead: "Das Krankenhaus hat Ihnen einen Link oder einen Code gegeben. Er ist wie ein Schlüssel: Wer ihn hat, kann für Sie entscheiden. Der geheime Teil bleibt in diesem Browser.",
    label: "Link oder Code vom Krankenhaus",
    open: "Öffnen",
    broken:
      "Dieser Link ist unvollständig. Kopieren Sie ihn ganz oder bitten Sie das Krankenhaus um einen neuen.",
    ready: "Ihr Link ist geöffnet. Unten können Sie entscheiden.",
    none: "Ohne Ihren Link sehen Sie die Nutzungen, können aber nichts entscheiden. Fragen Sie das Krankenhaus, das Sie behandelt.",
  },
  uses: {
    title: "Wer diese Daten genutzt hat",
    lead: "Jede Nutzung von „{{title}}“, aus dem öffentlichen Register. Gezählt wurde jeweils, wer bis dahin nicht Nein gesagt hatte.",
    empty: "Bisher hat niemand diese Daten genutzt.",
    used: "Genutzt",
    running: "Angefragt, noch nicht genutzt",
    notUsed: "Angefragt, nicht genutzt",
    purpose: "Wofür",
    who: "Von Konto",
    kind: "Was entstand",
    invented: "Erfundene Datensätze, unscharf",
    close: "Erfundene Datensätze, nahe an echten",
    figures: "Summen und Kennzahlen",
    unknown: "Noch nicht bekannt",
    checked: "Eine unabhängige Prüfung wurde bestanden",
    failed: "Eine unabhängige Prüfung wurde nicht bestanden",
    unchecked: "Noch nicht geprüft",
    proof: "Den Nachweis zu Auftrag {{id}} ansehen",
    loading: "Das Register wird gelesen",
    purposes: {
      PUBLIC_OCCUPATIONAL_HEALTH: "öffentliche Gesundheit",
      POLICY_REGULATORY: "Entscheidungen von Behörden",
      STATISTICS: "amtliche Statistik",
      EDUCATION: "Lehre",
      SCIENTIFIC_RESEARCH: "Forschung",
      DEV_INNOVATION: "neue Produkte und Dienste",
      ALGORITHMS: "Prüfung von Algorithmen",
      IMPROVE_CARE: "bessere Versorgung",
      other: "einen anderen Zweck",
    },
  },
  withdraw: {
    title: "Einwilligung zurücknehmen",
    effect:
      "Ab der nächsten Nutzung bleibt Ihr Datensatz weg, und eine laufende Nutzung wird beendet. Erfundene Datensätze, die vorher entstanden, bleiben bestehen; keiner davon sind Sie.",
    final: "Das lässt sich nicht rückgängig machen. Im Krankenhaus können Sie jederzeit neu einwilligen.",
    again:
      "Wenn Sie wieder mitmachen möchten, willigen Sie im Krankenhaus neu ein. Sie bekommen dann einen neuen Link; mit diesem hier können Sie nicht einwilligen.",
    sure: "Ich nehme meine Einwilligung zurück",
    send: "Zurücknehmen",
    valid: "Sie haben eingewilligt.",
    received:
      "Das Krankenhaus hat Ihre Nachricht. Sie wird zusammen mit anderen an das öffentliche Register weitergegeben.",
    onChain:
      "Sie haben Ihre Einwilligung zurückgenommen. Es steht im öffentlichen Register, und Ihr Datensatz bleibt weg.",
    ended: "Es gibt keine Einwilligung von Ihnen, die genutzt werden könnte.",
    save: "Meine unterschriebene Nachricht speichern",
    saveHint:
      "Sie ist vollständig: Jeder kann sie an das öffentliche Register geben, wenn das Krankenhaus es nicht tut. Ihr Name steht nicht darin.",
  },
  optOut: {
    title: "Nein zu dieser Nutzung sagen",
    effect:
      "Hier wurde niemand um Einwilligung gebeten; das Gesetz lässt Behörden Nutzungen erlauben. Sie dürfen jederzeit Nein sagen. Es gilt für jede Nutzung, die danach erlaubt wird.",
    out: "Sie haben Nein gesagt. Nutzungen, die danach erlaubt werden, lassen Ihren Datensatz weg.",
    in: "Sie haben nicht Nein gesagt.",
    send: "Nein sagen",
    reverse: "Mein Nein zurücknehmen",
  },
  receipts: {
    title: "Ihre Belege",
    lead: "Worin Sie eingewilligt haben, was Sie wann entschieden haben, als Datei nur für Sie.",
    save: "Belege speichern",
    empty: "Es gibt noch keinen Beleg.",
  },
  done: "Erledigt. Es brauchte eine Nachricht.",
  busy: "Wird gesendet",
  errors: {
    unknownLink: "Das Krankenhaus kennt diesen Link nicht mehr. Bitten Sie um einen neuen.",
    alreadySo: "Das ist schon so. Es wurde nichts geändert.",
    nothing: "Es gibt nichts zurückzunehmen. Es wurde nichts geändert.",
    offline:
      "Der Server des Krankenhauses antwortet nicht. Es wurde nichts geändert; versuchen Sie es später noch einmal.",
    other:
      "Das hat nicht geklappt. Es wurde nichts geändert; versuchen Sie es noch einmal oder nennen Sie dem Krankenhaus diesen Code.",
    retry: "Noch einmal versuchen",
    noDataset: "Daten mit dieser Nummer gibt es nicht. Prüfen Sie den Link.",
  },
};
