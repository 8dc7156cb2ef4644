import type { Conversation } from "@/lib/simulator/conversations/conversation";

/** Steps of a long support call; each stands alone, so any number of them in this order makes a believable talk. */
const WIFI_STEPS: readonly string[] = [
  `
A: Let's begin with the router itself. Which lights do you see on the front?
C: Power is green. Internet is green. The one that looks like a fan is orange.
A: The fan is the wireless light. Orange means that it's on an older, slower band.
C: {Ah. So that's not good?|Is that why it's slow?}
A: It's one possible reason. We'll come back to it after a few checks.
`,
  `
A: Could you switch the router off at the wall for me, please? We'll leave it off for about a minute.
C: Okay, I have to crawl under the desk for that.
... 13
C: It's off. All the lights are out.
A: Thank you. While we wait: how many devices use the connection on a normal evening?
C: Hmm. Two phones, my laptop, the TV, and my {son|daughter} has a games console.
A: So five. That's well within what your line can carry.
... 9
A: That was a minute. Please plug it back in.
C: It's blinking. Now the power one is steady.
A: It needs a little while to find the line again. I can watch it from this side.
... 16
A: There it is. I see your router online, with a fresh address.
`,
  `
A: Now I'd like a measurement. Is there a computer you can connect with a cable?
C: The laptop, I think. Let me look for a cable.
... 18
C: Found one. It was still in the box from the router.
A: Perfect. One end goes into the laptop, the other into a yellow socket.
C: Any of the yellow ones?
A: Any of them, they're all the same.
C: It's in. The little lamp next to it is flickering.
A: Good. Please open the Nimbrel speed test and press start.
... 20
C: It says {speed} megabits.
A: By cable you should see around two hundred and fifty, so the wireless is not the only thing.
`,
  `
A: I'm going to run a line test from our exchange. It takes about twenty seconds. The internet will drop briefly.
C: Go ahead, nobody's using it now.
T: line_test {"line":"{ref}"}
... 18
A: The result is in. The signal reaches your building cleanly, but there's some noise on the last piece.
C: What does noise mean? Something I can fix?
A: Often it's a splitter or an old extension socket. Do you have any other phone sockets in the house?
C: One in the {kitchen|hallway|bedroom}. We never use it.
`,
  `
A: Could you see whether anything is plugged into that other socket?
C: I'm walking over with the phone.
... 11
C: Oh. There's an old answering machine still plugged in. I'd forgotten it was there.
A: That could well be our noise. Please unplug it.
C: Done. Should I throw it away?
A: Keep it if you like it, just not on the line. I'll test once more.
T: line_test {"line":"{ref}"}
... 15
A: Much better: the noise is down by two thirds.
`,
  `
A: Next, the little white box between the wall and the router. Is there one?
C: A filter? Yes, a small white thing with two holes.
A: Those wear out after about ten years. Is there a date on the back?
C: Let me turn it around. It says two thousand and twelve.
A: Then it has earned its retirement. I'm adding a new one to your case, free of charge.
C: Can I use it without one until then?
A: Yes. Without a landline phone you can plug the router straight into the wall.
... 12
C: Okay, it's straight in the wall now.
`,
  `
A: Let's measure again by cable, same page as before.
C: Starting it now.
... 19
C: Oh wow. It says one hundred and ninety.
A: That's a real improvement. The wired side is healthy now. On to the wireless.
C: Yes please, that's what we actually use.
`,
  `
A: The router sends on two bands. I'd like to see which one your phone picks. Could you open the network settings on it?
C: Is that under connections?
A: On most phones it's the first entry, called network or wireless.
... 9
C: I see two. One is called Nimbrel-{house} and the other has five G at the end.
A: And which of the two has the check mark?
C: The first one. Without the five G.
A: Please tap the other one. The password is the same.
... 12
C: It's connecting. Connected.
`,
  `
A: Where in the house does the router stand?
C: In the hallway closet. It's where the cable comes in.
A: A closet costs about half of the signal, more if there's metal in it.
C: Well, there's the fuse box. And the vacuum cleaner.
A: The fuse box is the culprit there. Could you place the router on top of the closet, or next to it?
C: I can put it on the shelf beside it. The cable should just about reach.
... 17
C: It reaches. It's standing on the shelf now.
`,
  `
A: Now walk to the room where it's slowest, with your phone, and run the test there.
C: That's the upstairs bedroom. Going up.
... 15
C: I'm here. Starting the test.
... 12
C: Sixty-four. It used to be about three.
A: Twenty times as much. Does the picture on a video stay sharp now?
C: Let me try one.
... 10
C: It does. It loaded right away.
`,
  `
A: I also see that your router's software is from the spring. I'd like to update it, which takes about two minutes.
C: Do I need to do anything?
A: Nothing at all. Please leave it switched on, whatever the lights do.
... 20
C: Everything's blinking like a Christmas tree.
A: That's how it looks while it's writing. Please let it blink.
... 22
A: The update is at two thirds. We're nearly there.
... 18
A: Finished. The router is on the newest version.
C: And it's all green now, even the fan one.
`,
  `
A: Since we're looking at it: your neighbors' routers are using the same channel as yours. I'd move you to a quieter one.
C: Can you do that from there?
A: Yes. Your devices will reconnect on their own within half a minute.
... 19
C: My laptop just came back.
A: And your phone?
C: That too. The TV is still thinking about it.
A: Televisions are slow at this. Please switch it off and on.
... 14
C: There. It found it.
`,
  `
A: Could we check the games console as well? It was on your list.
C: My {son|daughter} will be delighted. One moment, I'll have to ask.
... 16
C: Okay, it's on. What are we looking for?
A: In the network menu there's a connection test. It shows a latency in milliseconds.
... 13
C: It says eighteen.
A: That's very good. Under forty is fine for any game.
C: I'm told it was two hundred before. There's cheering here.
`,
  `
A: Let me look at the last days in our log, so that we know it won't return tonight.
T: session_log {"line":"{ref}","days":7}
... 12
A: I count eleven drops in seven days, always after {time}.
C: That's when we run the dishwasher, funnily enough.
A: Is the dishwasher on the same power strip as the router?
C: It's on the same outlet, I think. Behind the closet.
A: Then please give the router an outlet of its own. A pump starting up can make it restart.
... 16
C: It's on the other wall now, with the extension cord.
A: And it's back online already.
`,
  `
A: One more thing for the back of the house: a small repeater would cover the garden room.
C: How much is that?
A: For you it's included, because you're on the family plan. It would arrive on {date}.
C: Then yes, please send one.
A: It's ordered. You hold it next to the router, press both buttons, and carry it where you need it.
C: Even I can do that.
`,
  `
A: Could you read me the model name of the router? It's on the sticker underneath.
C: Hold on, I need my glasses for this.
... 14
C: It starts with N B, then a dash, then three hundred.
A: The three hundred is a good model. Does it say revision A or revision B behind it?
C: B, I think. Either a B or an eight.
A: There is no eight, so it's a B. Then it can do everything we'll need today.
`,
  `
A: When did it begin, as far as you remember? A day, or an event?
C: Last {Tuesday|Thursday}, I'd say. We had a short power cut that morning.
A: That's a good clue. After a power cut some routers come back with old settings.
C: So it forgot something?
A: In a way. I'm comparing your settings with the ones from before.
T: compare_settings {"line":"{ref}"}
... 15
A: Two of them are different: the sending power and the time server. I'm putting both back.
C: Will I notice anything?
A: The lights go out for ten seconds. After that they should return one by one.
... 12
C: They went out, and yes, they're coming back.
`,
  `
A: Let me also check the television box, since you mentioned the videos. Is it connected by cable or wireless?
C: Wireless, I think. There's only a power cord and the one to the TV.
A: Then it shares the air with everything else. Could you open its menu and look for network?
C: Sure. The remote is somewhere around here.
... 18
C: Okay. Menu, settings, network. It shows two bars out of five.
A: Two bars is little. How far is it from the router, roughly?
C: One wall, and then the length of the living room.
A: What stands behind the television, a shelf or the bare wall?
C: An aquarium, actually.
A: Water swallows wireless like nothing else. Can the box move to the other side?
C: It can go on the right. Give me a second with the cables.
... 20
C: Four bars! Because of the fish. I can't believe it.
`,
  `
A: Next I'd like to see how the phone behaves while you walk. Please start at the router and go slowly towards the kitchen.
C: All right, I'm walking.
... 11
C: I'm in the kitchen doorway now.
A: Here your signal dropped by half. Is there a microwave nearby?
C: Right next to me, yes. It isn't running though.
A: Good, leave it off for now. Please go on to the far end.
... 12
C: At the window. It still works, a little slower.
A: That's normal for that distance. I have a picture of the whole floor now, thank you.
`,
  `
A: I see an unknown device called "printer four". Is that one yours?
C: We had a printer. I gave it to my {brother|cousin} last year.
A: Then somebody in range is still using its old access. I'd suggest a new wireless password.
C: Oh. Yes, let's do that.
A: Please think of one with at least twelve characters, and don't tell it to me. You type it on the page I just sent you.
... 21
C: Okay, I typed it twice and pressed save.
A: The router took it. All your devices will ask for it once.
C: My phone is asking already. One second.
... 13
C: Phone is in. The laptop too.
A: And the unknown printer is gone from my list.
`,
  `
A: May I look at the temperature of the router? It was in that closet for a long time.
C: It did feel quite warm when I moved it.
A: It reports seventy-one degrees. It shouldn't go above sixty.
C: Is that dangerous?
A: No, but it makes itself slower to cool down. Please stand it upright, so that air can get through.
... 9
C: Standing. There was a lot of dust in the slots.
A: You can take that off with a dry brush or a vacuum cleaner on low.
... 17
C: That's better. You wouldn't believe what came out of there.
A: It's already falling: sixty-six, and it will go on for a while.
`,
  `
A: While it cools down, let's look at the upload. Do you make video calls from home?
C: Every day. People say that I freeze all the time.
A: The upload is what they see. Please run the test once more and read me the second number.
... 19
C: The second one says six.
A: Your plan should give you forty. I'm resetting the port on our side, which takes a moment.
... 18
A: Done. Would you try it again?
... 16
C: Thirty-eight. That's a different world.
A: Your colleagues should see you moving again.
C: I'm not sure they'll be happy about it, but I am.
`,
  `
A: There's one setting left that I'd like to explain before I touch it: it puts calls ahead of downloads.
C: So if my {son|daughter} downloads a game, my meeting still works?
A: Exactly. The download just takes a few minutes longer.
C: I like that. Please switch it on.
... 10
A: It's on. Could you start a download somewhere, so that we see it work?
C: I'll let the console update itself. It always wants to.
... 20
C: It's downloading, and the video on my laptop doesn't mind.
A: That's what I see here too: the video gets its share first.
`,
  `
A: Before we finish I'd like to watch the line for a moment under load. Could you start a video on two devices at once?
C: The TV and the laptop? Sure.
... 17
C: Both running. No stuttering.
A: I see forty megabits going through without a single error.
... 14
A: Still clean after half a minute. I'm satisfied if you are.
C: I'm very satisfied.
`,
];

export const BROADBAND: readonly Conversation[] = [
  {
    key: "slow-wifi",
    language: "en",
    desk: "broadband",
    direction: "inbound",
    outcome: "resolved",
    segments: WIFI_STEPS,
    summary:
      "{full} reported slow wireless in the whole house for a week. Router restarted and checked step by step, placement and band improved, line {ref} watched under load. Speed back to normal; case resolved.",
    lines: `
A: Hello, this is {persona} from {company} technical support. How can I help you?
C: Hi. Our internet has been really slow for about a week. Videos keep stopping.
A: I'm sorry to hear that. I'd like to find the cause with you, step by step. Do you have some time?
C: Yes, I took the {afternoon|morning} off for this.
A: Thank you. May I have the name or the customer number on the account?
C: {full}. The number is {ref}.
T: find_line {"customer":"{ref}"}
A: I have your line in {city}, {first}. It's our two-fifty plan, and there's no outage in your street.
@segments
A: To sum up, {first}: the line itself is in order, and I've noted everything we changed today under {ref}.
C: {Thank you. That was more than I'd hoped for.|Great. You were very patient with me.}
A: You did all the legwork. You'll get a short message tomorrow asking whether it has stayed stable.
C: Perfect, I'll answer that.
A: Thank you for calling {company}. Enjoy your evening. Goodbye!
`,
  },
  {
    key: "outage",
    language: "en",
    desk: "broadband",
    direction: "inbound",
    outcome: "answered",
    summary:
      "{full} called about a connection loss in {city}. A damaged fibre near {lane} affects about {minutes}0 homes; repair is expected within {count} hours. A credit of {fee} was booked and text updates switched on.",
    lines: `
A: Hello, {company} support, this is {persona}. What's going on?
C: Hi, my internet just died. {I'm working from home and I'm completely cut off.|I was in the middle of a video call.}
A: I'm sorry, I know how disruptive that is. May I have your postal code or street?
C: I'm on {lane}, in {city}.
T: outages {"street":"{lane}","city":"{city}"}
A: Thank you. I can see it: a construction crew damaged a fiber cable near {lane} about {minutes} minutes ago.
C: Oh no. How long is that going to take?
A: Our engineers are on site. They expect the repair to take another {count} hours.
C: That's {half my day|a long time}. Is there anything I can do until then?
A: Your plan includes backup data. I can switch on twenty gigabytes for your phone, so you can use it as a hotspot.
C: Really? I didn't know that. Yes, please do.
A: It's active now. On your phone, open the settings and turn on personal hotspot.
... 9
C: Okay, it's on. And my laptop sees it. Nice.
A: Great. I've also booked a credit of {fee} to your next bill for the interruption.
C: I didn't even have to ask. Thanks.
A: Would you like a text message when the line is back?
C: Yes, to this number.
A: Done. You'll hear from us as soon as the light is green. Anything else?
C: No, I can get on with my day now.
A: Thank you for calling, {first}. Goodbye!
`,
  },
  {
    key: "moving-house",
    language: "en",
    desk: "broadband",
    direction: "inbound",
    outcome: "move_booked",
    summary:
      "{full} moves to {street}, {city}. The line will be switched on {date} between {time} and {otherTime}; the contract and price stay the same. The router moves with the customer.",
    lines: `
A: Hello, this is {persona} at {company}. How may I help you?
C: Hello! We're moving at the end of the month and I'd like to take our internet along.
A: Congratulations on the new home. Where are you moving to?
C: {street}, in {city}.
T: coverage {"address":"{street}, {city}"}
A: Good news: that building is on our fiber network. You can keep your plan, and your price stays the same.
C: Oh nice. Do I need a new router?
A: No, yours will work there. Please pack it together with its power supply. They like to get lost.
C: {Ha, I know that from last time.|Good tip, thanks.}
A: When will you have the keys?
C: We get them on {date}.
A: An engineer could come on {date}, between {time} and {otherTime}. Would that suit you?
C: Let me check the calendar.
... 8
C: Yes, that works. Does somebody have to be there the whole time?
A: Only to open the door. It usually takes twenty minutes.
C: And the old place? Do I have to cancel anything?
A: No. The old line switches off at midnight the same day, without any action from you.
C: That was easier than the rest of this move.
A: I'm glad to hear it. The confirmation is on its way to {email}. Is there anything else I can do?
C: No, thank you very much.
A: Thank you, {first}. Good luck with the boxes, and goodbye!
`,
  },
];
