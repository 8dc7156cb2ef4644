import type { Conversation } from "@/lib/simulator/conversations/conversation";

export const RETURNS: readonly Conversation[] = [
  {
    key: "damaged-item",
    language: "en",
    desk: "returns",
    direction: "inbound",
    outcome: "replacement_sent",
    summary:
      "{full} received {product} with a crack. Photos were uploaded during the call; a replacement arrives on {date} and the driver collects the damaged piece. Resolved.",
    lines: `
A: Hello, this is {persona}, the virtual assistant at {company} returns. How can I help you today?
C: Hi. I just unpacked {product} and it has a {crack|big scratch} right down the side.
A: Oh no, I'm sorry. Let's put that right. May I have your order number?
C: {order}.
T: find_order {"order":"{order}"}
A: Thank you, {first}. Was the box damaged on the outside as well?
C: One corner was pushed in. I thought it was fine until I opened it.
A: That helps us with the carrier. I'm sending you a link by text. Could you take two pictures, one of the box and one of the damage?
C: Okay, give me a moment.
... 16
C: I've uploaded them. Did they come through?
A: They did, and the damage is very clear. You can have a new one, or your money back. What would you like?
C: A new one, if I can get it before {day}.
A: There's one in {city}. It would be with you on {date}.
C: That's fine. What do I do with the broken one?
A: Please put it back in the box. The driver takes it along when he brings the new one.
C: I already threw away some of the {foam|padding}.
A: That's no problem. A blanket or some newspaper will do.
C: Great. Do I pay anything for the pickup?
A: Nothing at all. You'll get both confirmations by email in a minute.
C: Thank you, that was easy.
A: Thank you for the pictures. Is there anything else I can do for you?
C: No, that's all. Bye!
A: Goodbye, {first}!
`,
  },
  {
    key: "refund-pending",
    language: "en",
    desk: "returns",
    direction: "inbound",
    outcome: "resolved",
    summary:
      "{full} asked about a refund of {amount} for order {order}. It was released on {pastDate} and had been held back by a closed card; it was resent to the new card. Resolved.",
    lines: `
A: Hello, {company} returns, this is {persona}. What can I do for you?
C: Hi. I sent something back three weeks ago and I still don't have my money.
A: I'm sorry it's taking so long. Let me see where it is. Could you give me the order number?
C: Sure, it's {order}.
T: find_refund {"order":"{order}"}
A: Thank you. The refund was {amount}, and we released it on {pastDate}. But the bank sent it back to us.
C: Sent it back? Why would they do that?
A: It says the card was closed. Has your card changed recently?
C: {Oh! Yes.|Ah, of course.} I lost my wallet in the summer and got a new card.
A: That explains it. The money went to the old card and came back to us two days later.
C: So where is it now?
A: With us, and safe. I can send it to your new card. I'll text you a secure link for the details.
C: Okay. Got it. One second.
... 14
C: I entered it. It says thank you.
A: I can see it. {amount} is on its way and should arrive within three business days.
C: Will I get something in writing?
A: Yes, an email with the reference {ref}. If you don't see it within three days, reply to that email.
C: Perfect. I was afraid this would be complicated.
A: I'm glad that it wasn't. Anything else today?
C: Nope, that's it. Thank you.
A: Thank you for calling, {first}. Goodbye!
`,
  },
  {
    key: "warranty-lamp",
    language: "en",
    desk: "returns",
    direction: "inbound",
    outcome: "repair_arranged",
    summary:
      "{full} reported a flickering lamp, fourteen months old. Covered by the two year warranty; after a bulb test a new dimmer was ordered under {ref}, arriving {date}.",
    lines: `
A: Hello, this is {persona} from {company}. How can I help?
C: Hi, I bought a floor lamp from you last year and it's started to flicker.
A: Let's see what we can do. Does it flicker all the time, or only when it's dimmed?
C: Mostly when I turn it down low.
A: That's a useful hint. Is it the bulb that came with the lamp?
C: No, I put in a different one {in the spring|a few months ago}.
A: Do you still have the first one? I'd like you to try it for a moment, if it's not too much trouble.
C: I think it's in a drawer. Hold on.
... 17
C: Okay. It's in. Still flickering, a little less.
A: Then it's the dimmer and not the bulb. That's covered: you have two years of warranty on it.
C: Even without the receipt? I don't know where that is.
A: I can find the order with your name or your email address.
C: It's {email}.
T: find_order {"email":"{email}"}
A: Here it is, fourteen months ago. I can send you a new dimmer. It clicks into the cable, without any tools.
C: I can manage that. When would I have it?
A: On {date}. The instructions are in the box, and there's a short film on our website.
C: Great. Can I use the lamp until then?
A: Yes, please keep it at full brightness.
C: Will do. Thanks, {persona}.
A: You're welcome, {first}. Your reference is {ref}. Thank you for calling, and goodbye!
`,
  },
  {
    key: "pickup-confirmation",
    language: "en",
    desk: "returns",
    direction: "outbound",
    outcome: "pickup_confirmed",
    summary: "Called {full} to arrange the pickup of {product}. Confirmed for {day} between {time} and {otherTime}.",
    lines: `
A: Hello, this is {persona}, the virtual assistant of {company}. Is this {full}?
C: {Yes, it is.|Yeah, who's calling?|That's me.}
A: I'm calling about the return you asked for, {product}. I'd like to agree on a time for the pickup.
C: Oh good. I wanted to ask about that.
A: The driver is in {city} on {day}, between {time} and {otherTime}. Would you be at home?
C: {day}, let me think. Yes, that works.
A: Perfect. Is it still in its box?
C: It's in the box, but I couldn't get the tape to close properly.
A: The driver carries tape, so just leave it open. Is there an elevator?
C: No, we're on the second floor.
A: Thank you, then two people will come. The label is printed by us, so you don't need to prepare anything.
C: And the refund comes after that?
A: Yes, {amount}, within five days after it reaches our warehouse.
C: Sounds good.
A: Wonderful. You'll get a text half an hour before they arrive. Thank you, {first}, and goodbye!
`,
  },
];
