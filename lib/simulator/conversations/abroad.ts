import type { Conversation } from "@/lib/simulator/conversations/conversation";

/** Talks in Spanish, German and Finnish at desks that mostly speak English, and outbound calls of those desks. */
export const ABROAD: readonly Conversation[] = [
  {
    key: "estado-del-pedido",
    language: "es",
    desk: "orders",
    direction: "inbound",
    outcome: "resolved",
    summary:
      "{full} preguntó por el pedido {order}. El paquete llega {day}, {date}, y se dejará con la vecina. Consulta resuelta.",
    lines: `
A: Hola, le habla {persona}, la asistente virtual de {company}. ¿En qué puedo ayudarle?
C: Hola, buenas. Hice un pedido hace dos semanas y todavía no me llega.
A: Lo reviso ahora mismo. ¿Me da el número de pedido, por favor?
C: Sí, un momentito.
... 6
C: Es el {order}.
T: find_order {"order":"{order}"}
A: Gracias, {first}. Aquí está: {product}. Salió ayer del almacén y llega {day}, {date}.
C: Ah, menos mal. ¿A qué hora más o menos?
A: Sobre {time}. El repartidor le avisa con un mensaje media hora antes.
C: Es que a esa hora {trabajo|no estoy en casa}. ¿Lo pueden dejar con la vecina?
A: Claro que sí. ¿En qué puerta?
C: En la número {house}, la señora Elena.
A: Anotado: puerta {house}, señora Elena. ¿Quiere que le mande el enlace de seguimiento?
C: Sí, por favor, a este mismo teléfono.
A: Ya está enviado. ¿Puedo ayudarle en algo más?
C: No, eso era todo. Muchas gracias.
A: Gracias por llamar, {first}. ¡Que tenga un buen día!
`,
  },
  {
    key: "cita-medica",
    language: "es",
    desk: "clinic",
    direction: "inbound",
    outcome: "appointment_booked",
    summary: "{full} pidió cita para su hija {day}, {date}, a {time}. Se pidió traer la cartilla de vacunación.",
    lines: `
A: Hola, Clínica Oakhollow, soy {persona}, la asistente de citas. ¿En qué puedo ayudarle?
C: Buenos días. Quería pedir una cita para mi hija, que tiene tos desde hace unos días.
A: Lo siento. ¿Tiene fiebre o le cuesta respirar?
C: No, fiebre no. Solo tose {por la noche|mucho al acostarse}.
A: De acuerdo. ¿Me dice el nombre de la niña y su fecha de nacimiento?
C: Se llama Alma {last}. Nació el 12 de mayo de 2019.
T: free_slots {"kind":"children"}
A: Gracias. Tengo un hueco {day} a {time}, o {otherDay} a {otherTime}. ¿Cuál le viene mejor?
C: Mejor {day}, que lo tengo libre.
A: Perfecto, {day}, {date}, a {time}. ¿Es la primera vez que vienen?
C: Sí, nos acabamos de mudar a {city}.
A: Bienvenidos. Traiga por favor la cartilla de vacunación y la tarjeta del seguro.
C: Vale. ¿Hay aparcamiento?
A: Sí, detrás del edificio. Las dos primeras horas son gratis.
C: Estupendo. ¿Y si le sube la fiebre antes?
A: Entonces llámenos enseguida, a cualquier hora, y la atendemos el mismo día.
C: Muchas gracias, me quedo más tranquila.
A: Gracias a usted. Que se mejore pronto la pequeña. ¡Hasta {day}!
`,
  },
  {
    key: "quiero-una-persona",
    language: "es",
    desk: "orders",
    direction: "inbound",
    trait: "upset",
    outcome: "escalated",
    summary:
      "{full} llamó por segunda vez por el pedido {order}, cobrado dos veces, y pidió hablar con una persona. Se devolvieron {amount} y una responsable llamará antes de las seis. Pendiente.",
    lines: `
A: Hola, le habla {persona}, la asistente virtual de {company}. ¿En qué puedo ayudarle?
C: Mire, quiero hablar con una persona, por favor. Ya llamé ayer y nadie hizo nada.
A: Lamento que tenga que llamar otra vez. ¿Me permite ver su caso antes de pasarle?
C: Me cobraron {amount} dos veces. ¡Dos veces! Es una vergüenza.
A: Tiene razón en molestarse. ¿Es el pedido {order}?
C: Sí, ese.
T: find_charge {"order":"{order}"}
A: Veo los dos cargos. El segundo fue un error nuestro y lo estoy devolviendo en este momento.
C: Eso me dijeron ayer. {No me lo creo.|Y aquí sigo, esperando.}
A: Ayer quedó sin aprobar. Hoy está aprobado, con la referencia {ref}. Le llega el comprobante ahora.
... 4
C: Bueno, me llegó un mensaje. Pero quiero poner una queja.
A: La he registrado con sus palabras. Una responsable le llama hoy antes de las seis. ¿A este número?
C: Sí. Quiero hablar con un supervisor, no con otra máquina.
A: Le llama la supervisora del turno, en persona. No tendrá que explicarlo de nuevo.
C: A ver si es verdad.
A: Gracias por su paciencia, {first}, y disculpe las molestias. Hasta luego.
`,
  },
  {
    key: "internet-ausfall",
    language: "de",
    desk: "broadband",
    direction: "inbound",
    outcome: "resolved",
    summary:
      "{full} aus {city} hatte seit dem Morgen kein Internet. Ein Wackelkontakt am Kabel wurde gefunden; nach dem Neustart läuft die Leitung stabil.",
    lines: `
A: Guten Tag, Nimbrel Technik, hier ist {persona}, der digitale Assistent. Was kann ich für Sie tun?
C: Guten Tag. Unser Internet geht seit heute früh nicht mehr.
A: Das ist ärgerlich, das sehen wir uns an. Wie ist Ihre Kundennummer?
C: {ref}, auf den Namen {last}.
T: find_line {"customer":"{ref}"}
A: Danke. In {city} ist keine Störung gemeldet. Welche Lämpchen leuchten am Router?
C: Moment, ich gehe hin.
... 8
C: Das oberste leuchtet grün, das zweite blinkt rot.
A: Das zweite ist die Leitung. Bitte drücken Sie das Kabel hinten einmal fest in die Dose.
C: Welches, {das graue|das dünne}?
A: Das graue, das zur Wand führt.
... 7
C: Oh, das war ziemlich locker. Jetzt hat es klick gemacht.
A: Sehr gut. Geben Sie ihm bitte eine Minute. Ich beobachte die Leitung von hier.
... 15
C: Jetzt ist es grün!
A: Ich sehe es auch. Zur Sicherheit messe ich noch kurz die Geschwindigkeit.
T: line_test {"line":"{ref}"}
A: Alles bestens, Sie haben die volle Leistung.
C: Wahrscheinlich war das der Staubsauger. Vielen Dank!
A: Das kommt öfter vor, als man denkt. Kann ich noch etwas für Sie tun?
C: Nein, alles gut.
A: Danke für Ihren Anruf und einen schönen Tag. Auf Wiederhören!
`,
  },
  {
    key: "ajanvaraus",
    language: "fi",
    desk: "clinic",
    direction: "inbound",
    outcome: "appointment_booked",
    summary: "{full} varasi ajan hammastarkastukseen {day}, {date}, {time}. Muistutus lähetetään tekstiviestillä.",
    lines: `
A: Hei, Oakhollow-klinikka, täällä {persona}, ajanvarauksen avustaja. Miten voin auttaa?
C: Hei, haluaisin varata ajan hammastarkastukseen.
A: Se onnistuu. Saisinko nimesi?
C: {full}.
A: Kiitos, {first}. Onko sinulla särkyä vai onko kyse tavallisesta tarkastuksesta?
C: Ihan tavallinen tarkastus. Edellisestä on {pari vuotta|jo vähän aikaa}.
T: free_slots {"kind":"dental"}
A: Vapaana on {day} {time} tai {otherDay} {otherTime}. Kumpi sopisi paremmin?
C: Hetkinen, katson kalenterista.
... 6
C: Otetaan se ensimmäinen.
A: Hyvä, {day}, {date}, {time}. Kesto on noin puoli tuntia.
C: Paljonko se maksaa?
A: Tarkastus maksaa {half}. Mahdolliset kuvat laskutetaan erikseen.
C: Selvä. Pääseekö sinne bussilla?
A: Pääsee, pysäkki on aivan oven edessä.
C: Loistavaa.
A: Lähetänkö muistutuksen tekstiviestillä edellisenä päivänä?
C: Joo, kiitos.
A: Tehty. Voinko auttaa vielä jossain muussa?
C: Ei, siinä kaikki. Kiitos!
A: Kiitos soitosta, {first}. Nähdään {day}, hei hei!
`,
  },
  {
    key: "valitus-toimituksesta",
    language: "fi",
    desk: "orders",
    direction: "inbound",
    trait: "upset",
    outcome: "escalated",
    summary:
      "{full} soitti kolmannen kerran tilauksesta {order} ja pyysi päästä puhumaan ihmisen kanssa. {amount} palautettiin, esihenkilö soittaa tänään. Avoinna.",
    lines: `
A: Hei, täällä {persona}, Ostrellen digitaalinen avustaja. Miten voin auttaa?
C: Haluan puhua ihmisen kanssa. Tämä on jo kolmas kerta kun soitan.
A: Olen pahoillani. Saanko katsoa tilaustasi sillä aikaa?
C: Tilaus {order}. Luvattiin viime viikoksi, eikä mitään ole tullut. Täysin ala-arvoista.
T: find_order {"order":"{order}"}
A: Näen sen. Paketti on palautunut varastolle, eikä sinulle ilmoitettu siitä. Se on meidän virheemme.
C: No ihan sama kenen virhe. {Mä teen tästä valituksen.|Haluan rahat takaisin.}
A: Palautan koko summan, {amount}, heti. Se näkyy tilillä kahdessa päivässä.
C: Niin sanottiin viimeksikin. Haluan jutella oikean ihmisen kanssa.
A: Ymmärrän. Esihenkilö soittaa sinulle tänään ennen neljää. Onko tämä numero oikea?
... 3
C: On. Jos ei soita, otan yhteyttä kuluttaja-asiamieheen.
A: Kirjasin senkin. Tapauksen tunnus on {ref}, eikä sinun tarvitse selittää asiaa uudelleen.
C: No hyvä.
A: Kiitos kärsivällisyydestä, {first}. Hei.
`,
  },
  {
    key: "delivery-slot",
    language: "en",
    desk: "orders",
    direction: "outbound",
    outcome: "delivery_confirmed",
    summary:
      "Called {full} to agree a delivery time for {product}. Confirmed for {day}, between {time} and {otherTime}, at {street} in {city}.",
    lines: `
A: Hello, this is {persona}, the virtual assistant of {company}. Am I speaking with {full}?
C: {Yes, that's me.|Yes, hello.}
A: Good news: {product} is ready for delivery. It's too large for the mail, so I'd like to agree on a time with you.
C: Oh great, that's faster than I thought.
A: We'd be in {city} on {day}, between {time} and {otherTime}. Would that suit you?
C: Could it be a bit later in the day? I have to pick up the kids.
A: On {otherDay} there's an evening tour, from five to seven.
C: No, then {day} is better. I'll ask my neighbor to be there.
A: Wonderful. Is {street} the right address?
C: Yes, and it's the side entrance.
A: Side entrance, noted. Shall they take the packaging with them?
C: Yes, please! That would be great.
A: They will. You'll get a text half an hour before they arrive.
C: Perfect. Thank you.
A: Thank you, {first}. Enjoy it. Goodbye!
`,
  },
  {
    key: "line-follow-up",
    language: "en",
    desk: "broadband",
    direction: "outbound",
    outcome: "resolved",
    summary:
      "Follow-up call to {full} after repair {ref}. The connection has been stable; a credit of {fee} was confirmed. Case closed as resolved.",
    lines: `
A: Hello, this is {persona}, the virtual assistant of Nimbrel Broadband. Is this {full}?
C: {It is.|Yes, hi.}
A: Our engineer was at your place in {city} last week. I'd like to know whether everything has been stable since.
C: Yes, it's been {great|really good}. No drops at all.
A: I'm happy to hear that. And the speed, is it what you expected?
C: I think so. The TV doesn't freeze any more, anyway.
T: line_stats {"line":"{ref}","days":7}
A: I see the same here: seven days without a single interruption.
C: There's one thing. The engineer said something about a credit?
A: Yes, {fee} for the days without internet. It's on your next bill.
C: Good, then I don't need to write to you.
A: May I close the case, then? You can always open it again with the number {ref}.
C: Sure, go ahead.
A: Thank you, {first}. Last question: how would you rate the repair, from one to ten?
C: {A nine.|Ten. He even cleaned up after himself.}
A: Thank you, I'll pass that on. Have a great day, and goodbye!
`,
  },
];
