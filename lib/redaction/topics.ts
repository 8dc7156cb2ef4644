/** What a word of a conversation says of the number that may be told in it. */
const TOPICS = [
  // numbers that are told to prove or to pay
  ...["card", "phone", "code", "id", "account", "member", "email", "birth"],
  // "number", "digits"; somebody is to be reached; a number that names a thing ("order number")
  ...["number", "reach", "thing"],
  // it is asked for; it is the speaker's own; it is none that is wanted; thanks; told in another sentence than its name
  ...["ask", "own", "no", "thanks", "read"],
  // how many, when; a price; what else can be done: the subject is another one
  ...["quantity", "matter", "help", "decline"],
  // "and the next", "go on"; a word that may stand beside digits that are told
  ...["next", "beside"],
  // a part of a date
  "date",
] as const;
export type Topic = (typeof TOPICS)[number];
const BITS = Object.fromEntries(TOPICS.map((topic, place) => [topic, 2 ** place])) as Record<Topic, number>;

/** In ten languages, folded. `*` ends a word's beginning, `_` joins the words of a phrase. */
const WORDS: Record<Topic, string> = {
  card: "card cards visa mastercard amex maestro tarjeta kreditkarte* karte karten kartennummer* bankkarte* kortti* korti* luottokort* pankkikort* maksukort* kort kortet kortnum* kreditkort* betalkort* bankkort* carte carta cartao kaart kaartnummer* creditcard* betaalkaart* betaalpas* bankpas* pasnummer* karty karta debit credit_card long_number plastic",
  phone:
    "phone telephone mobile cell cellphone landline whatsapp telefono movil celular cellulare handy* telefon* rufnummer* puhelin* puhelim* kannyk* mobil* portable telefone telemovel telefoon* mobiele mobiel gsm komork* numeroni callback",
  code: "cvv cvv2 cvc cvc2 csc pin pincode* tan otp passcode* password security_code verification_code access_code confirmation_code one_time digit_code the_code my_code texted_you on_the_back on_the_reverse on_its_back the_reverse c_v_v c_v_c clave contrasena codigo_de_seguridad codigo_de_verificacion reverso de_detras de_atras pruefziffer* prufziffer* prufnummer* pruefnummer* sicherheitscode* sicherheitsnummer* geheimzahl* kennwort passwort ruckseite bestatigungscode* tan_nummer turvakood* turvaluku* turvaluvu* tunnusluku* tunnusluvu* salasana* vahvistuskood* tarkistuskood* pinkood* pin_koodi* takapuol* kaantopuol* sakerhetskod* pinkod* engangskod* verifieringskod* baksida* kontrollsiffr* cryptogramme code_de_securite code_secret code_confidentiel code_de_verification au_dos codice_di_sicurezza codice_segreto codice_di_verifica sul_retro codigo_de_seguranca codigo_de_verificacao senha no_verso beveiligingscode* veiligheidscode* verificatiecode* controlecode* achterkant* kod_zabezp* kod_bezp* kod_cvv kod_cvc kod_pin kodu_pin kodu_cvv odwrocie hasło",
  id: "social_security social ssn national_insurance ni_number nhs passport licence license driving_licence medicare dni nie nif pasaporte steuernummer* steuer_id sozialversicherung* ausweis* personalausweis* reisepass* henkilotunnu* hetu* sosiaaliturvatunnu* passi passin passini personnummer* samordningsnummer* korkort* securite_sociale numero_de_secu passeport* carte_d'identite codice_fiscale passaporto cpf rg passaporte cartao_de_cidadao numero_de_contribuinte bsn burgerservice* rijksregister* sofinummer* paspoort* rijbewijs* pesel* dowod* paszport* nip",
  account:
    "iban sort_code account account_number routing_number bank_account kontonummer* konto kontot kontos bankkonto tilinumero* tilille tilisi tilinne tilin tili bankgiro* clearingnum* clearing cuenta compte conto_corrente conta_bancaria rekeningnummer* bankrekening* konta numer_rachunku bankleitzahl* blz",
  member:
    "membership member customer policy client insurance reference kundennummer* versicherungsnummer* asiakasnumero* jasennumero* kundnummer* medlemsnummer* forsakringsnummer* socio abonado numero_de_cliente numero_cliente numero_client adherent numero_d'adherent tessera klantnummer* lidnummer* polisnummer* numer_klienta",
  email:
    "email emails e_mail mail_address mailadresse* correo sahkoposti* courriel adresse_mail e_post epost* mejl* emailadres* posta_elettronica indirizzo_mail endereco_de_correio adres_mail adres_e mailadres*",
  birth:
    "date_of_birth birth_date birthdate birthday born dob d_o_b fecha_de_nacimiento nacimiento naciste nacio geburtsdatum geboren geburtstag* syntyma* syntynyt naissance date_de_naissance data_di_nascita nascita data_de_nascimento nascimento geboortedatum geboren fodelse* fodd urodzenia",
  number:
    "number numbers digits digit nummer* numero* numeri numret numren numer numeru numery ziffer ziffern cijfer cijfers chiffre chiffres cifra cifre cifras digito* siffra siffror siffrorna cyfra cyfry cyfr algarismos",
  reach:
    "reach ring call_you call_me joindre joint erreichen erreiche erreicht bereiken bereikbaar richiamare chiamare zadzwonic llamamos llamarle llamar ligar contactar nar_vi nas nar_jag tavoittaa soittaa call_back ring_you",
  thing:
    "pie calca shoe order orders booking flight house room apartment ticket queue parcel version table gate seat invoice bus train platform floor street tracking error bestell* auftrag* buchung* auftragsnummer* hausnummer* zimmernummer* flugnummer* ordernummer* bokning* bestallning* husnummer* rumsnummer* tilau* varau* vuoronumero* talonumero* lennon huisnummer* bestelling* bestelnummer* boeking* kamernummer* pedido vuelo habitacion commande reservation chambre vol ordine volo encomenda zamowienia lotu domu",
  ask: "can could may need please give tell read take confirm provide enter repeat spell what what's whats which puede podria digame diga dime deme necesito cual dicte facilitarme indicarme bitte nennen geben sagen brauche brauchte brauchten benotige lauten lautet durchgeben mitteilen welche welcher welches unter wie_lautet saisinko saanko saisimmeko kertoisit* kerro kertokaa luettele* tarvitsisin tarvitsen tarvitsemme mika voitko voisitko voisitteko antaisit* annatko sanoisit* lukisit* kan_jag kan_du behover las_upp las ge_mig snall vilket vad_ar vad_har pouvez pourriez puis donnez dites quel quelle faudrait besoin lisez j'ai_besoin puo potrebbe dia dica mi_dica dirmi darmi quale qual serve legga posso pode poderia diga dizer dizer_me preciso leia mag_ik kunt kan_u geef geeft wat_is welk zegt leest graag_uw nodig op_welk prosze poprosze podac podaj jaki jakie jaka moze podyktuj podyktowac pay_by pay_with donne donner doy le_doy dou geef_u gebe_ihnen ger_dig podaje annan le_do",
  own: "my mine mein meine meiner mi mitt min mon ma mio mia meu minha mijn moj moja moje numeroni puhelinnumeroni korttini tunnukseni annan gebe i'd i'll_give",
  no: "won't don't not never already stored saved stolen lost arrive arrives arrived gone without nicht kein keine schon gestohlen verloren ei ole hukassa inte redan stulet pas jamais deja vole non rubata nao roubado niet geen al gestolen nie juz on_file no_need no_longer expired declined gone_through went_through",
  thanks: "thanks thank gracias danke dank kiitos tack merci grazie obrigado obrigada bedankt dziekuje",
  read: "i'll_repeat let_me_repeat toistan wiederhole upprepar repete ripeto repito herhaal powtarzam read tell_me give_it give_me go_ahead say_it lue lukekaa lesen las lisez legga leia lees go_on when_you're when_you_are whenever cuando_quiera read_it enter",
  quantity:
    "how_many how_much how_old how_long how_big how_far how_often how_tall what_time what_size what_age what_day which_day which_flight which_floor which_year which_colour which_color which_version which_order what_date what_price kuinka_monta montako kuinka_paljon kuinka_mon* kuinka_kauan kuinka_vanha* minka_ikai* minka_kokoi* mihin_aikaan moneltako monelta monesko milloin paljonko wie_viele wie_viel wieviele wieviel wie_alt wie_lange wie_gross wie_oft wie_spat welche_uhr uhrzeit um_wie hur_manga hur_mycket hur_gam* hur_lange hur_stor* vilken_tid vilken_dag hur_dags cuantos cuantas cuanto cuanta que_edad que_hora que_dia que_talla combien quel_age quelle_heure quel_jour quelle_taille quel_prix quanti quante quanto quanta che_ora che_ore che_giorno che_eta quantos quantas que_idade que_horas hoeveel hoe_oud hoe_laat hoe_lang hoe_groot welke_dag ile ilu o_ktorej jak_dlugo ktora_godzina w_jakim_wieku",
  matter:
    "price cost costs meter display dial thermostat scale channel quantity size age reading temperature percent discount score colour color litres total month deposit weight height width expiry expire expires expiration exp valid caducidad gultig* ablauf* voimassa* giltig* scadenza validade geldig* wazn* nights guests adults children kids tickets boxes tins hinta maksaa koko lampotila lapset preis kostet grosse temperatur kinder pris kostar storlek barn precio cuesta talla ninos prix coute taille enfants prezzo costa misura bambini preco custa tamanho criancas prijs kost maat kinderen cena kosztuje rozmiar dzieci",
  help: "help_you help_with anything_else can_i_do ayudarle ayudarla algo_mas behilflich helfen sonst_noch auttaa muuta_asiaa hjalpa galler_det nagot_mer aider autre_chose souhaitez aiutarla aiutare altro ajudar mais_alguma helpen nog_iets pomoc cos_jeszcze",
  date: "day month year dia mes ano tag monat jahr paiva kuukausi vuosi dag manad ar jour mois annee giorno mese anno maand jaar dzien miesiac rok",
  decline:
    "rather instead don't_have haven't_got don't_know no_idea cash paypal transfer kateinen kateisella kontant bar_bezahlen uberweisung efectivo transferencia especes virement contanti bonifico dinheiro contant gotowka gotowke przelew can't_remember forgot forgotten lieber mieluummin en_muista en_tieda hellre plutot prefiero preferisco prefiro liever wole",
  next: "next last rest remaining remainder after then follows follow following more continue carry_on carry go_on ahead group groups part half pair block blocks repeat again end ends ending finish final finally finals first second third fourth bit bits read say hear correct right left digits siguiente siguientes luego despues resto ultimo ultima ultimos ultimas sigue siga seguir primero primera segundo segunda tercero grupo cifras danach dann nachste nachsten nachster weiter letzte letzten letzter schluss fortfahren fahren erste ersten zweite dritte block rest folgt restlichen sitten seuraava* seuraavaksi viimei* jatka* loput lopusta lopuksi ensimmai* toinen kolmas jalkeen ryhma ryhman oikein lisaa sedan nasta fortsatt vidare sista slutligen slut forsta andra tredje resten grupp gruppen stammer apres ensuite puis suivant suivants suivante suite reste dernier derniers groupe continuez continuer poursuivre poursuivez finir terminer premier premiers deuxieme dopo prim* second* poi prossim* seguente ultim* gruppo finire proseguire continui resto depois seguir seguinte resto ultim* finais terminar prosseguir grupo continuar daarna verder volgend* laatste slot doorgaan eerste tweede rest groep potem nastepn* dalej ostatni* koniec pierwsz* drug* grupa reszte jeszcze",
  beside:
    "too comes came tulee myos kommt auch kommer ocksa viene vient aussi anche vem komt ook it's it is are says starts start starting begins with my the a an your was that's that there heard did say said meant mean make put yes no sorry so have has i i'm we're number sure okay of and then also again here ones back read goes like mine correct actually code kod koodi codigo codice es el la mi empieza por con era son y seria ist sind meine mein die der das fangt an mit war also lautet on se oli alkaa numeroni meni sanoin det ar mitt borjar med den c'est ca commence par mon ma le les est alors il mio la inizia con e sono o meu minha comeca por com sao het is de mijn begint met dat zijn to jest moj moja zaczyna sie od tak nee nej non nie ja oui si da sim tak ok",
};

const words = new Map<string, number>();
const beginnings = new Map<string, number>();
const phrases = new Map<string, { rest: string[]; isBeginning: boolean; bit: number }[]>();
let shortestBeginning = Number.POSITIVE_INFINITY;

for (const topic of TOPICS) {
  const bit = BITS[topic];
  for (const entry of WORDS[topic].split(" ")) {
    const isBeginning = entry.endsWith("*");
    const [first = "", ...rest] = (isBeginning ? entry.slice(0, -1) : entry).split("_");
    if (rest.length > 0) phrases.set(first, [...(phrases.get(first) ?? []), { rest, isBeginning, bit }]);
    else if (isBeginning) {
      beginnings.set(first, (beginnings.get(first) ?? 0) | bit);
      shortestBeginning = Math.min(shortestBeginning, first.length);
    } else words.set(first, (words.get(first) ?? 0) | bit);
  }
}

const MOST_KEPT = 10_000;
const known = new Map<string, number>();

/** The topics of one word, as bits. */
function bitsOf(word: string): number {
  const before = known.get(word);
  if (before !== undefined) return before;
  const plain = word.replace(/'s?$/, "");
  let bits = words.get(word) ?? words.get(plain) ?? 0;
  for (let length = shortestBeginning; length <= Math.min(word.length, 24); length += 1) {
    bits |= beginnings.get(word.slice(0, length)) ?? 0;
  }
  // "Kortnummer", "puhelinnumero": put together with the word for number.
  if (/(?:nummer|numero|numret)[a-z]{0,5}$/.test(word) && (bits & BITS.thing) === 0) bits |= BITS.number;
  if (known.size < MOST_KEPT && word.length < 40) known.set(word, bits);
  return bits;
}

/** The topics of the words of a sentence together, for hasTopic. */
export function topicsOf(sentence: readonly { text: string }[]): number {
  let bits = 0;
  for (const [at, { text }] of sentence.entries()) {
    bits |= bitsOf(text);
    for (const { rest, isBeginning, bit } of phrases.get(text) ?? []) {
      const isSaid = rest.every((word, place) => {
        const said = sentence[at + 1 + place]?.text;
        return said === word || (isBeginning && place === rest.length - 1 && said?.startsWith(word) === true);
      });
      if (isSaid) bits |= bit;
    }
  }
  return bits;
}

/** Whether topics that were found hold one of these. */
export function hasTopic(bits: number, ...topics: Topic[]): boolean {
  return topics.some((topic) => (bits & BITS[topic]) !== 0);
}

/** Words that tell the languages apart in which a number word may be another word. */
const LANGUAGE_WORDS = {
  fr: "le les votre vous est je et une du des au c'est pouvez numero j'ai",
  it: "il lo gli sul mi che di della e il puo per primo codice numero",
  pt: "o os do da na no seu sua que um ja pode numero telefone voce",
  nl: "het de u uw ik van op en een mag wat kaart nog dan heb is",
  sv: "det jag du och pa ar att en den har kan vad numret din ditt",
  pl: "prosze numer pan pani jest sie na do to juz mam pod jaki i nie",
};
const languageWords = Object.entries(LANGUAGE_WORDS).map(([language, listed]) => {
  return { language: language as keyof typeof LANGUAGE_WORDS, words: new Set(listed.split(" ")) };
});
const FEWEST_WORDS = 2;

/** How many words of each of these languages the beginning of a line has. */
export type LanguageCounts = readonly number[];
const MOST_COUNTED = 60;

export function languageCounts(tokens: readonly { text: string }[]): LanguageCounts {
  const counts = languageWords.map(() => 0);
  for (const { text } of tokens.slice(0, MOST_COUNTED)) {
    for (const [place, { words: listed }] of languageWords.entries()) {
      if (listed.has(text)) counts[place] = (counts[place] ?? 0) + 1;
    }
  }
  return counts;
}

/** Which of these languages lines may be in: those of which they have most words, at least two. */
export function languagesOf(lines: readonly LanguageCounts[]): Set<keyof typeof LANGUAGE_WORDS> {
  const sums = languageWords.map((_, place) => lines.reduce((sum, counts) => sum + (counts[place] ?? 0), 0));
  const most = Math.max(FEWEST_WORDS, ...sums);
  return new Set(languageWords.filter((_, place) => sums[place] === most).map(({ language }) => language));
}
