import type { PatientTexts } from "./patientTexts.ts";

/** What the patient page says, in Finnish. */
export const fi: PatientTexts = {
  title: "Tietosi ja valintasi",
  lead: "Katso, miten terveystietojasi käytetään täällä, peru suostumuksesi tai kiellä käyttö. Et tarvitse tiliä etkä lompakkoa, se ei maksa mitään, eikä kukaan kysy syytä.",
  language: "Kieli",
  meaning: {
    title: "Mitä tämä tarkoittaa",
    stays:
      "Tietosi pysyvät sairaalassa. Niitä ei myydä eikä lähetetä pois, eikä kukaan voi lukea niitä täällä.",
    made: "Useassa paikassa olevat tietokoneet laskevat yhdessä monen potilaan tiedoista ja näkevät vain summia, joita on tarkoituksella hieman sumennettu.",
    synthetic:
      "Summista tehdään keksittyjä tietoja: ihmisiä, joita ei ole ollut. Tutkijat saavat ne, eivät sinun tietojasi. Joistakin käytöistä syntyy summia tai tietoja, jotka ovat lähempänä oikeita; luettelo kertoo sen joka kerta.",
    limit:
      "Sille, kuinka paljon kaikkiaan saa oppia, on raja, ja se lasketaan julkisesti. Kun raja tulee vastaan, käyttö loppuu.",
    trace: "Julkisessa rekisterissä ei ole nimeä, numeroa eikä syntymäaikaa. Mikään siellä ei johda sinuun.",
  },
  link: {
    title: "Linkkisi",
    lead: "Sairaala antoi sinulle linkin tai koodin. Se on kuin avain: se, jolla se on, voi päättää puolestasi. Salainen osa pysyy tässä selaimessa.",
    label: "Linkki tai koodi sairaalalta",
    open: "Avaa",
    broken: "Linkki ei ole kokonainen. Kopioi se kokonaan tai pyydä sairaalalta uusi.",
    ready: "Linkkisi on auki. Voit valita alempana.",
    none: "Ilman linkkiäsi näet käytöt, mutta et voi valita. Pyydä linkki sinua hoitavalta sairaalalta.",
  },
  uses: {
    title: "Kuka on käyttänyt näitä tietoja",
    lead: "Kaikki tietojen ”{{title}}” käytöt julkisesta rekisteristä. Kussakin ovat mukana ne, jotka eivät olleet siihen mennessä kieltäneet.",
    empty: "Kukaan ei ole vielä käyttänyt näitä tietoja.",
    used: "Käytetty",
    running: "Pyydetty, ei vielä käytetty",
    notUsed: "Pyydetty, ei käytetty",
    purpose: "Tarkoitus",
    who: "Tili",
    kind: "Mitä syntyi",
    invented: "Keksittyjä tietoja, sumennettuja",
    close: "Keksittyjä tietoja, lähellä oikeita",
    figures: "Summia ja tunnuslukuja",
    unknown: "Ei vielä tiedossa",
    checked: "Riippumaton tarkastus läpäistiin",
    failed: "Riippumatonta tarkastusta ei läpäisty",
    unchecked: "Ei vielä tarkastettu",
    proof: "Katso tilauksen {{id}} todisteet",
    loading: "Rekisteriä luetaan",
    purposes: {
      PUBLIC_OCCUPATIONAL_HEALTH: "kansanterveys",
      POLICY_REGULATORY: "viranomaisten päätökset",
      STATISTICS: "viralliset tilastot",
      EDUCATION: "opetus",
      SCIENTIFIC_RESEARCH: "tutkimus",
      DEV_INNOVATION: "uudet tuotteet ja palvelut",
      ALGORITHMS: "algoritmien testaus",
      IMPROVE_CARE: "parempi hoito",
      other: "muu tarkoitus",
    },
  },
  withdraw: {
    title: "Peru suostumuksesi",
    effect:
      "Seuraavasta käytöstä alkaen tietosi jätetään pois, ja käynnissä oleva käyttö keskeytyy. Aiemmin tehdyt keksityt tiedot jäävät; mikään niistä ei ole sinä.",
    final: "Tätä ei voi kumota. Voit antaa sairaalassa uuden suostumuksen milloin vain.",
    again:
      "Jos haluat taas osallistua, anna sairaalassa uusi suostumus. Saat silloin uuden linkin; tällä linkillä suostumusta ei voi antaa.",
    sure: "Perun suostumukseni",
    send: "Peru suostumus",
    valid: "Olet antanut suostumuksen.",
    received: "Sairaala on saanut viestisi. Se välitetään julkiseen rekisteriin yhdessä muiden kanssa.",
    onChain: "Olet perunut suostumuksesi. Se on julkisessa rekisterissä, ja tietosi jätetään pois.",
    ended: "Sinulta ei ole suostumusta, jota voisi käyttää.",
    save: "Tallenna allekirjoitettu viestini",
    saveHint:
      "Se on täydellinen: kuka tahansa voi antaa sen julkiseen rekisteriin, jos sairaala ei anna. Nimesi ei ole siinä.",
  },
  optOut: {
    title: "Kiellä tämä käyttö",
    effect:
      "Tässä suostumusta ei kysytty; laki antaa viranomaisten sallia käyttöjä. Voit kieltää milloin vain. Kielto koskee kaikkia käyttöjä, jotka sallitaan sen jälkeen.",
    out: "Olet kieltänyt käytön. Sen jälkeen sallitut käytöt jättävät tietosi pois.",
    in: "Et ole kieltänyt käyttöä.",
    send: "Kiellä käyttö",
    reverse: "Peru kieltoni",
  },
  receipts: {
    title: "Kuittisi",
    lead: "Mihin suostuit, mitä valitsit ja milloin, tiedostona vain sinulle.",
    save: "Tallenna kuitit",
    empty: "Kuittia ei vielä ole.",
  },
  done: "Valmis. Yksi viesti riitti.",
  busy: "Lähetetään",
  errors: {
    unknownLink: "Sairaala ei enää tunne tätä linkkiä. Pyydä uusi.",
    alreadySo: "Näin on jo. Mitään ei muutettu.",
    nothing: "Ei ole mitään peruttavaa. Mitään ei muutettu.",
    offline: "Sairaalan palvelin ei vastaa. Mitään ei muutettu; yritä myöhemmin uudelleen.",
    other: "Se ei onnistunut. Mitään ei muutettu; yritä uudelleen tai kerro sairaalalle tämä koodi.",
    retry: "Yritä uudelleen",
    noDataset: "Tällä numerolla ei ole tietoja. Tarkista linkki.",
  },
};
