import type { Language } from "./language";

/**
 * What built-in checks listen for, by language; compared as lib/calls/phrases.ts does, without case and accents, `*` for any
 * ending. What callers say who want a person, and what nobody should say, stand in lib/calls/attention-words.ts.
 */
type Lists = {
  /** a line begins with it, at its first or second word */
  greetingOpens: readonly string[];
  /** anywhere in the line */
  greeting: readonly string[];
  /** in a line that does not end with a question */
  closing: readonly string[];
  rude: readonly string[];
  resolved: readonly string[];
  unresolved: readonly string[];
  disclosure: readonly string[];
};

export const QUALITY_WORDS: Record<Language, Lists> = {
  en: {
    greetingOpens: ["hello", "hi", "hey", "welcome", "good morning", "good afternoon", "good evening", "greetings"],
    greeting: [
      ...["thank you for calling", "thanks for calling", "how may i help", "how can i help", "how can i assist"],
      ...["what can i do for you", "you have reached", "youve reached", "youre through to", "welcome to"],
      ...["am i speaking with", "am i speaking to", "my name is"],
      ...[
        "good day",
        "thanks for getting in touch",
        "thank you for getting in touch",
        "thanks for contacting",
        "thank you for contacting",
      ],
      ...["speaking how", "speaking what", "this is the", "calling from", "pleased to meet you"],
    ],
    closing: [
      ...["goodbye", "good bye", "bye", "bye bye", "take care", "speak soon", "talk soon", "all the best", "see you"],
      ...["have a great", "have a good", "have a nice", "have a lovely", "have a wonderful", "enjoy your day"],
      ...[
        "thank you for calling",
        "thanks for calling",
        "thank you for your",
        "thanks for your",
        "thanks for choosing",
      ],
      ...["thank you for choosing", "we appreciate your call", "youre welcome", "youre all set"],
      ...["cheerio", "see you on", "see you then", "nice talking to you", "pleasure talking"],
      ...["enjoy the rest", "good luck", "get well soon", "have a safe", "take it easy"],
      ...["until next time", "thank you and"],
    ],
    rude: [
      ...["stupid", "idiot*", "moron*", "shut up", "not my problem", "dont care", "whatever do what", "no clue"],
      ...["youre wasting my time", "calm down", "are you deaf", "dumb", "sucks", "pissed", "for gods sake"],
      ...["use your brain", "couldnt care less", "could not care less", "stop whining", "for heavens sake"],
      ...["mind your own business", "how stupid", "ridiculous of you", "dont be silly", "nobody cares"],
      ...["get over it", "nonsense", "shame on you"],
    ],
    resolved: [
      ...[
        "resolved",
        "solved",
        "fixed",
        "refunded",
        "booked",
        "confirmed",
        "restored",
        "completed",
        "updated",
        "sorted",
      ],
      ...["provided", "satisfied", "rescheduled", "replaced", "cancelled as requested", "has been sent", "answered"],
      ...["successfully", "arranged", "processed", "reset"],
      ...["settled", "credited", "re sent", "signed in", "corrected"],
      ...["issued", "upgraded", "activated", "works again", "was able to"],
      ...["delivered", "agreed", "enrolled", "registered", "scheduled"],
      ...["paid", "taken care of"],
    ],
    unresolved: [
      ...["not resolved", "unresolved", "not solved", "not fixed", "not be fixed", "not be resolved", "not be solved"],
      ...["still open", "pending", "escalated", "passed to", "yet to be", "hung up", "voicemail", "no message"],
      ...["call back", "undecided", "no technician", "unable to", "could not be", "failed to", "remains open"],
      ...["not satisfied", "dissatisfied", "no answer", "without a solution"],
      ...["could not find", "was not found", "think about it", "will consider", "no solution"],
      ...["declined", "refused", "disconnected", "dropped", "follow up needed"],
      ...["awaiting", "waiting for", "wrong number"],
    ],
    disclosure: [
      ...["call is recorded", "call is being recorded", "calls are recorded", "call may be recorded", "be recorded"],
      ...["conversation is recorded", "conversation is being recorded", "we record", "recorded line", "being recorded"],
      ...["virtual assistant", "automated assistant", "digital assistant", "ai assistant", "speaking with an ai"],
      ...["speaking to an ai", "i am an ai", "im an ai", "artificial intelligence", "automated system", "not a human"],
      ...["im a bot", "i am a bot", "voice bot", "chatbot", "calls get taped"],
      ...["call is monitored", "calls are monitored", "be monitored", "im a robot", "i am a machine"],
      ...["a computer voice", "not a person", "not a real person"],
    ],
  },
  de: {
    greetingOpens: [
      ...[
        "hallo",
        "guten tag",
        "guten morgen",
        "schönen guten",
        "guten abend",
        "grüß gott",
        "grüezi",
        "moin",
        "servus",
      ],
      ...["willkommen", "herzlich willkommen", "grüß dich", "grüße sie", "hi"],
    ],
    greeting: [
      ...["wie kann ich helfen", "wie kann ich ihnen helfen", "was kann ich für sie tun", "was darf ich für sie tun"],
      ...["mein name ist", "sie sprechen mit", "spreche ich mit", "hier spricht", "danke für ihren anruf"],
      ...["vielen dank für ihren anruf", "herzlich willkommen"],
      ...["guten tag", "am apparat", "am telefon", "danke dass sie anrufen", "danke dass sie bei"],
      ...["sie hören", "womit kann ich", "wie darf ich", "ich begrüße sie"],
    ],
    closing: [
      ...["auf wiederhören", "auf wiedersehen", "tschüss", "tschüs", "ciao", "ade", "servus", "bis bald", "bis dann"],
      ...["schönen tag", "schönes wochenende", "schönen abend", "angenehmen tag", "alles gute", "machen sie es gut"],
      ...["danke für ihren anruf", "dank für ihren anruf", "danke dass sie", "bedanke mich", "gern geschehen"],
      ...["bis zum nächsten mal", "gute besserung", "dank für ihre zeit"],
      ...["tschau", "angenehmen nachmittag", "schönen nachmittag", "schönen feierabend", "sehen uns"],
      ...["hören uns", "danke und", "viel erfolg", "einen schönen", "bleiben sie gesund"],
      ...["war nett mit ihnen"],
    ],
    rude: [
      ...["blödsinn", "quatsch", "dumm", "blöd", "idiot*", "halten sie den mund", "halt die klappe", "mir doch egal"],
      ...["ist mir egal", "nicht mein problem", "stellen sie sich nicht so an", "so ein mist", "regen sie sich ab"],
      ...["sind sie taub", "keine ahnung haben", "verdammt*", "scheiß*"],
      ...["unsinn", "interessiert mich nicht", "hören sie auf zu jammern", "benutzen sie doch mal", "selbst schuld"],
      ...["spinnen sie", "lächerlich", "nerven sie", "gehts noch", "schämen sie sich"],
      ...["pech gehabt"],
    ],
    resolved: [
      ...["gelöst", "behoben", "erstattet", "vereinbart", "bestätigt", "geklärt", "erledigt", "geändert", "verschickt"],
      ...["zurückgesetzt", "zufrieden", "gebucht", "wiederhergestellt", "aktualisiert", "beantwortet", "storniert"],
      ...["ersetzt", "erfolgreich"],
      ...["beigelegt", "gutgeschrieben", "gutschrift", "angemeldet", "neu gesendet"],
      ...["aktiviert", "korrigiert", "funktioniert wieder", "terminiert", "bezahlt"],
      ...["freigeschaltet", "gefunden werden konnte", "ausgeliefert"],
    ],
    unresolved: [
      ...["nicht gelöst", "ungelöst", "ungeklärt", "nicht geklärt", "nicht behoben", "noch offen", "weitergegeben"],
      ...["weitergeleitet", "legte auf", "aufgelegt", "anrufbeantworter", "keine nachricht", "wieder melden"],
      ...[
        "konnte nicht",
        "nicht möglich",
        "unzufrieden",
        "nicht zufrieden",
        "nicht erreicht",
        "eskaliert",
        "steht aus",
      ],
      ...["nicht gefunden", "überlegt es sich", "keine lösung", "abgelehnt", "abgebrochen"],
      ...["rückruf", "ausstehend", "falsch verbunden", "in bearbeitung", "wartet auf"],
    ],
    disclosure: [
      ...["wird aufgezeichnet", "werden aufgezeichnet", "zeichnen wir", "wir zeichnen", "aufgezeichnet werden"],
      ...["virtuelle assistent*", "virtueller assistent", "virtuellen assistent*", "digitale assistent*"],
      ...[
        "digitaler assistent",
        "digitalen assistent*",
        "künstliche intelligenz",
        "künstlichen intelligenz",
        "sprachassistent*",
      ],
      ...["ki assistent*", "eine ki", "einer ki", "automatisches system", "wird mitgeschnitten"],
      ...["ein bot", "kein mensch", "keine person", "schneiden mit", "schneiden das gespräch"],
      ...["zwecken aufgezeichnet", "eine maschine", "mitgehört"],
    ],
  },
  es: {
    greetingOpens: [
      ...["hola", "buenos días", "buenas tardes", "buenas noches", "buenas", "muy buenas", "muy buenos", "bienvenido"],
      ...["bienvenida", "saludos"],
    ],
    greeting: [
      ...["en qué puedo ayudar*", "en qué le ayudo", "en qué le puedo", "cómo puedo ayudar*", "le habla", "le atiende"],
      ...["gracias por llamar", "bienvenido a", "bienvenida a", "mi nombre es", "hablo con"],
      ...["buenos días", "al habla", "gracias por contactar", "a su servicio", "en qué puedo"],
      ...["dígame"],
    ],
    closing: [
      ...["adiós", "hasta luego", "hasta pronto", "hasta mañana", "que tenga un", "que tenga una", "que pase un"],
      ...["que pase una", "buen día", "feliz día", "feliz fin de semana", "cuídese", "un saludo", "que se mejore"],
      ...["gracias por llamar", "gracias por su", "gracias a usted", "gracias por contactar", "nos vemos", "chao"],
      ...["buenas tardes", "buenas noches", "hasta la próxima"],
      ...["que disfrute", "ha sido un placer", "buen fin de semana", "buena tarde", "buena noche"],
      ...["hasta la vista", "gracias y", "suerte", "que le vaya bien"],
    ],
    rude: [
      ...["tontería*", "tonto", "tonta", "cállese", "cállate", "idiota*", "me da igual lo que", "a mí me da igual"],
      ...["no es mi problema", "ese no es mi problema", "estúpid*", "no sea ridículo", "qué asco", "cálmese"],
      ...["está sordo", "váyase"],
      ...["use la cabeza", "importa un bledo", "me importa un", "deje de quejarse", "qué pesado"],
      ...["qué pesada", "está loco", "no sea", "tonterías", "aguántese"],
      ...["mala suerte"],
    ],
    resolved: [
      ...["resuelto", "resuelta", "solucionado", "solucionada", "devolvió", "reembolsó", "reservada", "reservado"],
      ...["confirmada", "confirmado", "restableció", "restablecida", "actualizó", "envió", "satisfecho", "satisfecha"],
      ...["completado", "completada", "corregido", "arreglado", "tramitado", "con éxito"],
      ...["abono de", "reenvió", "activado", "activada", "pagado"],
      ...["pagada", "programada", "programado", "aclarado", "entregado"],
      ...["cerró con", "registrado", "funciona de nuevo"],
    ],
    unresolved: [
      ...["sin resolver", "no resuelto", "no quedó resuelto", "no se resolvió", "no se pudo", "pendiente", "colgó"],
      ...["buzón de voz", "no se dejó", "volverá a llamar", "pasó a", "sin solución", "no solucionado", "insatisfecho"],
      ...["no satisfecho", "escalado", "sigue abierto", "no contestó"],
      ...["no se encontró", "lo pensará", "rechazó", "se cortó", "en espera"],
      ...["número equivocado", "ninguna solución", "quedó pendiente", "devolver la llamada"],
    ],
    disclosure: [
      ...["será grabada", "ser grabada", "es grabada", "se graban", "está siendo grabada", "grabamos", "se graba"],
      ...[
        "asistente virtual",
        "asistente digital",
        "asistente automático",
        "inteligencia artificial",
        "sistema automático",
      ],
      ...["soy una ia", "con una ia"],
      ...["soy un bot", "no soy una persona", "soy un robot", "registro de audio", "grabación de la llamada"],
      ...["soy una máquina"],
    ],
  },
  fi: {
    greetingOpens: [
      ...["hei", "moi", "terve", "huomenta", "hyvää huomenta", "hyvää päivää", "hyvää iltaa", "päivää", "iltaa"],
      ...["tervetuloa", "tervehdys", "moikka", "heippa", "iltapäivää", "hyvää iltapäivää"],
    ],
    greeting: [
      ...[
        "miten voin auttaa",
        "kuinka voin auttaa",
        "kuinka voin olla avuksi",
        "miten voin olla avuksi",
        "puhelimessa",
      ],
      ...["nimeni on", "kiitos soitosta", "kiitos kun soitit*", "puhunko"],
      ...["hyvää päivää", "hyvää iltaa", "kuinka voin palvella", "kiitos että soitit*", "kiitos yhteydenotosta"],
      ...["miten voin palvella"],
    ],
    closing: [
      ...["näkemiin", "kuulemiin", "hei hei", "heippa", "moikka", "moi moi", "hyvää päivänjatkoa", "päivänjatkoa"],
      ...[
        "illanjatkoa",
        "hyvää viikonloppua",
        "mukavaa viikonloppua",
        "mukavaa päivää",
        "kaikkea hyvää",
        "palataan asiaan",
      ],
      ...["kiitos soitosta", "kiitos ajastan*", "kiitos yhteydenotosta", "kuullaan taas", "hyvää jatkoa", "ole hyvä"],
      ...[
        "olkaa hyvä",
        "hyvää päivän",
        "hyvää illan",
        "hyvää kesää",
        "hyvää joulua",
        "kiitos ja hei",
        "pikaista paranemista",
      ],
      ...["loppupäivää", "moro", "nähdään", "hyvää iltaa", "hyvää yötä"],
      ...["kiitos ja", "oli mukava jutella", "voikaa hyvin", "terveisiä"],
    ],
    rude: [
      ...["turpa kiinni", "tyhmä", "ei kuulu mulle", "ei ole mun ongelma", "ei ole minun ongelma", "naurettava"],
      ...["idiootti*", "paskapuhe*", "älä valita", "hullu", "ihan sama mulle", "rauhoitu"],
      ...["ei kiinnosta", "lopeta se", "käyttäisit", "hölynpöly*", "ääliö*"],
      ...["typerä*", "oma vika", "hävetkää", "älä viitsi"],
    ],
    resolved: [
      ...["ratkaistu", "ratkesi", "palautettiin", "palautui", "varattiin", "vahvistettiin", "päivitettiin", "korjattu"],
      ...["korjattiin", "hoidettua", "hoidettiin", "onnistui", "tyytyväinen", "lähetettiin", "vaihdettiin", "kunnossa"],
      ...["selvitetty", "peruutettiin"],
      ...["sovittiin", "hyvity*", "lähetettiin uudelleen", "kirjautui", "aktivoitiin"],
      ...["maksettiin", "oikaistiin", "toimii taas", "järjestyi", "toimitettiin"],
    ],
    unresolved: [
      ...["ei saatu", "ei ratkennut", "ratkaisematta", "ei voitu", "yhä auki", "edelleen auki", "siirrettiin"],
      ...["katkaisi", "vastaaja", "viestiä ei jätetty", "palaa asiaan", "soittaa uudelleen", "kesken", "tyytymätön"],
      ...["ei onnistunut", "ei ole ratkaistu", "ei ollut tyytyväinen", "ei vastannut"],
      ...["ei löytynyt", "harkitsee", "kieltäytyi", "katkesi", "odottaa"],
      ...["väärä numero", "ei ratkaisua", "takaisinsoitto*"],
    ],
    disclosure: [
      ...["nauhoitetaan", "tallennetaan", "voidaan nauhoittaa", "saatetaan nauhoittaa", "äänitetään", "nauhoitamme"],
      ...["virtuaaliavustaja*", "virtuaalinen avustaja", "digitaalinen avustaja", "tekoäly*", "puheavustaja*"],
      ...["puherobotti", "automaattinen avustaja", "en ole ihminen", "en ihminen"],
      ...["olen botti", "olen robotti", "olen kone", "nauhoite", "tallenne jää"],
      ...["en ole henkilö", "en henkilö"],
    ],
  },
};
