import type { Conversation } from "@/lib/simulator/conversations/conversation";

export const ORDERS: readonly Conversation[] = [
  {
    key: "order-status",
    language: "en",
    desk: "orders",
    direction: "inbound",
    outcome: "resolved",
    summary:
      "{full} asked where order {order} was. The parcel left the {city} depot this morning and arrives on {date}; the tracking link was sent by text message. Question resolved.",
    lines: `
A: Hello, this is {persona}, the virtual assistant at {company}. How can I help you today?
C: {Hi|Hello|Hey} {persona}. I ordered {product} about two weeks ago and I {was wondering where it is|just want to know where it's got to}.
A: I can check that for you. Could you read me the order number? It's five digits, on the confirmation email.
C: {Sure, one second.|Hang on, let me find it.}
... 6
C: Okay, it's {order}.
A: {order}, thank you. One moment while I look that up.
T: find_order {"order":"{order}"}
A: I have it here, {first}. {product}, delivery to {city}. It left our depot this morning and it's on the van for {date}.
C: Oh good. Do you know roughly what time?
A: The driver's window is between {time} and {otherTime}. You'll get a text message when you're the next stop.
C: {Perfect|Okay, that works}. I might be at work though. Can they leave it with a neighbor?
A: They can. If you tell me the house number, I'll put it on the delivery note.
C: Number {house}, the people with the green door.
A: Noted: neighbor at number {house}, green door. I've sent the tracking link to your phone as well.
C: Got it, it just arrived. Thank you so much.
A: You're welcome. Is there anything else I can help you with?
C: No, that's everything.
A: Thank you for calling {company}. Have a lovely day. Goodbye!
`,
  },
  {
    key: "late-gift",
    language: "en",
    desk: "orders",
    direction: "inbound",
    outcome: "resolved",
    summary:
      "{full} needed order {order} before a birthday on {laterDate}. The parcel was stuck at the {city} hub, so it was upgraded to express at no cost and the delivery fee of {fee} was refunded. Resolved.",
    lines: `
A: Hello, you've reached {company}. This is {persona}. What can I do for you?
C: Hi. So I ordered a birthday present and it was meant to come yesterday.
C: It didn't, and the tracking hasn't moved in three days.
A: I'm sorry, that's not what you need before a birthday. When is the big day?
C: It's on {laterDate}. It's for my {sister|mother|best friend|dad}.
A: Then let's get this moving. What's the order number, please?
C: {order}.
T: find_order {"order":"{order}"}
A: Thank you. I can see {product}. It was sorted at the {city} hub on Monday and it has been waiting for a truck since then.
C: Waiting? Can you do anything about it?
A: Yes. I can release it as an express parcel. That means it travels overnight and reaches you on {day}, {date}, before six in the evening.
C: Do I have to pay for that?
A: No, the upgrade is on us. I'm also refunding the original delivery fee, {fee}, because we missed the date we gave you.
C: Oh. That's {really kind|very decent of you}, thanks.
A: Would you like a gift card in the parcel? I can add a short message.
C: {Could it say|Yes please, can it say}: happy birthday, with love from all of us?
A: Happy birthday, with love from all of us. It's on the order. The refund will show in two to three business days.
C: Great. And if it isn't here on {day}?
A: Then reply to the text message you're getting now and the case comes straight back to us, with everything we said today.
C: Okay. I feel much better about it now.
A: I'm glad. Anything else I can do for you, {first}?
C: No, thank you, that was it.
A: Thank you for calling, and I hope the birthday is a good one. Goodbye!
`,
  },
  {
    key: "change-address",
    language: "en",
    desk: "orders",
    direction: "inbound",
    outcome: "resolved",
    summary:
      "{full} had entered an old address for order {order}. The address was changed to {street}, {city} before packing; delivery moves to {date}.",
    lines: `
A: Hello, this is {persona} at {company}. How can I help?
C: Hi, I think I made a mistake. I ordered something last night and it's going to my old apartment.
A: That's easily fixed if it hasn't been packed yet. What's your order number?
C: {order}. Is it too late?
T: find_order {"order":"{order}"}
A: You're in time. It's scheduled for packing this afternoon. What's the new address?
C: {street}, in {city}.
A: {street}, {city}. Is there an apartment number or a gate code the driver should know?
C: No apartment. It's a house with a blue mailbox.
A: Thank you. For your security, could you confirm the email address on the order?
C: Yes, it's {email}.
A: That matches. I've changed the delivery address for this order. Shall I save it for future orders too?
C: Yes please, and {delete|remove} the old one.
A: Done. The new route takes a day longer, so expect it on {date} instead.
C: That's fine. I'm just glad it isn't going to the old place.
A: Me too. You'll get a new confirmation by email within a few minutes. Is there anything else?
C: No, that's all. Thanks a lot!
A: Thank you for calling {company}, and enjoy the new home. Goodbye!
`,
  },
  {
    key: "missing-parcel",
    language: "en",
    desk: "orders",
    direction: "inbound",
    outcome: "replacement_sent",
    summary:
      "Order {order} was marked delivered but {full} never received it. Neighbours and the porch were checked during the call. A replacement of {product} ships today under reference {ref}; a carrier investigation was opened.",
    lines: `
A: Hello, {company}, this is {persona} speaking. How can I help you?
C: Yeah, hi. My tracking says delivered, with a photo and everything, but there's nothing here.
A: I'm sorry about that. Let's find out where it went. What's the order number, please?
C: {order}.
T: find_order {"order":"{order}"}
A: Thank you, {first}. The driver marked it delivered yesterday at {time}. The photo shows a gray door with a wreath. Is that yours?
C: No. {My door's white.|We don't have a wreath. My door is red.} That's not my house.
A: Then it went to the wrong door. Do you recognize it, perhaps from a neighbor?
... 4
C: Hmm. It could be number {house}, across the street. Should I go and look?
A: If it's close by and you don't mind, I'll happily stay on the line.
C: Okay, give me a second. I'm walking over.
... 14
C: Nobody's home, and I don't see a box anywhere.
A: Thank you for checking. You shouldn't have to chase it any further. I can send a new one today or refund {amount}. Which would you prefer?
C: I'd still like {product}, so send a new one.
A: I'm ordering it now. It's in stock in {city} and will be with you on {date}. This time a signature is required.
C: And what about the other one? I don't want to be charged twice.
A: You won't be. The carrier has to answer for it. Your reference for this case is {ref}.
C: {ref}. Okay, I wrote it down.
A: You'll also get it by email. Is there anything else I can do?
C: No, I think we're good. Thanks for sorting it out.
A: Thank you for your patience, {first}. Goodbye!
`,
  },
  {
    key: "place-order",
    language: "en",
    desk: "orders",
    direction: "inbound",
    outcome: "order_placed",
    summary:
      "{full} ordered {count} linen duvet sets in slate for a guest house in {city}. Volume discount of ten percent applied, total {bigAmount}, delivery on {date}. Order {order} confirmed by email.",
    lines: `
A: Hello and welcome to {company}. I'm {persona}, the virtual assistant. What can I help you with?
C: Hi, I'd like to order a few of the linen duvet sets. I run a small guest house in {city}.
A: How nice. Which size and color did you have in mind?
C: Queen size. And I think the color is called slate? The grayish one.
A: Slate, yes. How many sets would you like?
C: {count} of them.
T: check_stock {"item":"duvet-slate-queen","quantity":{count}}
A: All of them are in stock. With that number you qualify for our ten percent business discount. Shall I apply it?
C: Oh, I didn't know about that. Yes, please.
A: Then the total is {bigAmount}, including delivery. Would you like matching pillowcases? They come in pairs.
C: Not this time. The ones we have are still fine.
A: All right. I have {house} {lane} in {city} on file. Is that still the right place for the delivery?
C: Yes, that's us. Somebody's always there until four.
A: Perfect. I'll send a secure payment link to {email}. I never take card numbers over the phone.
C: Good, I prefer that. Okay, it's here. One second while I pay.
... 15
C: Done. It says payment received.
A: I see it too. Your order number is {order} and the delivery is on {date}, in the morning.
C: Wonderful. Do you include an invoice? My accountant always asks.
A: It's attached to the confirmation email, with the tax listed separately.
C: Great, that's all I need.
A: Thank you for your order, {first}. I hope your guests sleep well. Goodbye!
`,
  },
  {
    key: "stock-question",
    language: "en",
    desk: "orders",
    direction: "inbound",
    outcome: "answered",
    summary:
      "{full} asked whether {product} would come back in stock. Next delivery is expected on {date}; a back-in-stock alert was set up.",
    lines: `
A: Hello, {company}, {persona} speaking. How can I help?
C: Hi, quick question. The website says {product} is sold out. {Will you get more?|Is it coming back?}
A: Let me check the warehouse plan for you.
T: check_stock {"search":"{product}"}
A: Yes. The next delivery is due on {date}. About forty pieces, and they tend to go quickly.
C: Can I reserve one?
A: I can't take a deposit over the phone, but I can put you on the early list. You'd get an email one day before everybody else.
C: That works. My email is {email}.
A: {email}, got it. Would you like the same finish as in the picture?
C: Yes, exactly that one.
A: You're on the list. There's no obligation to buy.
C: Great. And the price stays the same?
A: It does, {amount}, at least until the end of the year.
C: {Awesome|Excellent}, thanks for your help.
A: My pleasure, {first}. Thank you for calling. Goodbye!
`,
  },
];
