import type { Conversation } from "@/lib/simulator/conversations/conversation";

export const PAYMENTS: readonly Conversation[] = [
  {
    key: "payment-plan",
    language: "en",
    desk: "payments",
    direction: "outbound",
    campaign: "payment-reminders-q4",
    outcome: "payment_arranged",
    summary:
      "{full} owes {bigAmount} and agreed to {count} monthly payments starting on {date}. The plan was sent to {email}; reminders are paused while it runs.",
    lines: `
A: Hello, this is {persona}, the virtual assistant of Fennick Finance. Am I speaking with {full}?
C: {Yes, that's me.|Yes?|Speaking.}
A: For your protection, could you confirm your year of birth before I go on?
C: {year}.
A: Thank you. I'm calling about the open balance of {bigAmount} on account {ref}. Is this a good moment?
C: I know about it. It's just been a {tight|rough} few months.
A: I understand. Many people are in that position, and there are ways to make it lighter. May I suggest one?
C: Sure. I can't pay it all at once, that's all.
A: You could spread it over {count} months, without interest. The first payment would be on {date}.
C: And how much would each one be?
A: {share}. If a month is difficult, you can move one payment by two weeks, just by text.
C: That would actually work. What happens with the late fee?
A: As soon as the plan is active, I remove it.
C: Okay. Then let's do that.
T: create_plan {"account":"{ref}","payments":{count}}
A: It's set up. You'll get the plan at {email}, and you can cancel it within two weeks.
C: Will you keep calling me?
A: No. As long as the plan runs, there are no more reminder calls.
C: That's a relief. Thank you for being decent about it.
A: Thank you for talking it through with me, {first}. Take care, and goodbye!
`,
  },
  {
    key: "already-paid",
    language: "en",
    desk: "payments",
    direction: "outbound",
    campaign: "payment-reminders-q4",
    outcome: "resolved",
    summary:
      "{full} had paid {amount} on {pastDate}; the payment was found under a misspelt name and matched. The account {ref} is settled.",
    lines: `
A: Hello, this is {persona}, the virtual assistant at Fennick Finance. May I speak with {full}?
C: You are. What can I do for you?
A: It's about the invoice of {amount} from October, under {ref}. I don't see a payment for it yet.
C: That's odd. I paid that. Let me look it up.
... 12
C: Here it is. {pastDate}, {amount}, from my checking account.
A: Thank you, that's very helpful. Could you tell me what's in the reference line?
C: It says {last}, and then the invoice number without the last digit. Oh, I see.
A: That explains it. One digit was missing, so it wasn't matched. I can search by amount and date.
T: find_payment {"amount":"{amount}","date":"{pastDate}"}
A: Found it. I've just assigned it to your account, and the balance is zero now.
C: Great. No late fee, I hope?
A: None. I've removed it. Would you like a confirmation by email?
C: Yes, please, to {email}.
A: It's on its way. I'm sorry for the interruption.
C: No worries. Glad it's cleared up.
A: Thank you for your help, {first}. Goodbye!
`,
  },
  {
    key: "wrong-number",
    language: "en",
    desk: "payments",
    direction: "outbound",
    outcome: "wrong_number",
    summary:
      "The number does not belong to the customer. It was removed from the account so that it is not called again.",
    lines: `
A: Hello, this is {persona}, the virtual assistant of Fennick Finance. Could I speak with {stranger}, please?
C: {Who?|Sorry, who are you looking for?}
A: I'm trying to reach {stranger}. Is this the right number?
C: There's nobody here by that name. I've had this number since {the spring|last year}.
A: I'm sorry to have bothered you. Then we have an old number on file.
C: It's the second time this month that somebody asks for {stranger}.
A: Thank you for telling me. I'm taking this number off the account now, so that it doesn't happen a third time.
C: That would be great.
A: It's removed. I can't share what the call was about, but it doesn't concern you in any way.
C: Fair enough. Have a good one.
A: Thank you for your patience, and goodbye!
`,
  },
  {
    key: "plan-de-pagos",
    language: "es",
    desk: "payments",
    direction: "outbound",
    campaign: "payment-reminders-q4",
    outcome: "payment_arranged",
    summary:
      "{full} acordó pagar {bigAmount} en {count} cuotas a partir del {date}. El plan se envió por correo electrónico.",
    lines: `
A: Hola, buenos días. Le habla {persona}, el asistente virtual de Fennick Finance. ¿Hablo con {full}?
C: Sí, {dígame|soy yo}.
A: Por seguridad, ¿me confirma su año de nacimiento?
C: {year}.
A: Muchas gracias. Le llamo por el saldo pendiente de {bigAmount} en su cuenta {ref}.
C: Ya, lo tengo en mente. Este mes se me ha complicado un poco.
A: Lo entiendo. Podemos repartirlo en {count} cuotas sin intereses. ¿Le ayudaría?
C: Puede ser. ¿Cuánto sería cada una?
A: {share} al mes. La primera sería el {date}.
C: ¿Y si un mes no llego?
A: Puede retrasar una cuota dos semanas con un simple mensaje.
C: Ah, pues así sí me conviene.
A: ¿Le parece bien que lo deje activado entonces?
C: Sí, adelante.
T: create_plan {"account":"{ref}","payments":{count}}
A: Listo. El plan le llega ahora mismo a {email}, y quitamos el recargo por demora.
C: Qué bien. Muchas gracias por la paciencia.
A: Gracias a usted, {first}. Que tenga un buen día. ¡Hasta luego!
`,
  },
];
