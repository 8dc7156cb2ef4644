// @ts-nocheck: quoted programs
// biome-ignore-all lint: quoted programs
// biome-ignore-all format: quoted programs
/*
 * The sample programs of the call API's document ("Get Call Details"), which a client of it would start from: the
 * JavaScript ones to the letter but for their indentation, the Python ones translated line by line below.
 * e2e/api-seed-clients.spec.ts runs them with another base address. What the document calls without defining it
 * (analyzeSentiment, checkProfessionalism, calculateQAScore), and `console`, the test provides.
 */

// Basic Request
const callId = 'call_abc123';
const response = await fetch(`https://v2.heppu.ai/api/v1/calls/${callId}`, {
  method: 'GET',
  headers: {
    'x-api-key': 'YOUR_API_KEY'
  }
});
const data = await response.json();
console.log('Call details:', data.data);

// Get Transcript
async function getCallTranscript(callId) {
  const response = await fetch(`https://v2.heppu.ai/api/v1/calls/${callId}`, {
    headers: { 'x-api-key': 'YOUR_API_KEY' }
  });
  const data = await response.json();
  return data.data.transcript;
}
const transcript = await getCallTranscript('call_abc123');
transcript?.forEach((message, index) => {
  console.log(`[${message.role}]: ${message.content}`);
});

// Check Live Call Status
async function checkLiveCallStatus(callId) {
  const response = await fetch(`https://v2.heppu.ai/api/v1/calls/${callId}`, {
    headers: { 'x-api-key': 'YOUR_API_KEY' }
  });
  const data = await response.json();
  const call = data.data;
  if (call.liveRoomStatus && call.liveRoomStatus.roomExists) {
    console.log(`Call is active with ${call.liveRoomStatus.numParticipants} participants`);
    return {
      isActive: true,
      participants: call.liveRoomStatus.numParticipants
    };
  }
  return {
    isActive: false,
    status: call.status
  };
}

// Call Analytics and Reporting
async function analyzeCall(callId) {
  const response = await fetch(`https://v2.heppu.ai/api/v1/calls/${callId}`, {
    headers: { 'x-api-key': 'YOUR_API_KEY' }
  });
  const { data: call } = await response.json();
  return {
    duration: call.duration,
    outcome: call.status,
    summary: call.summary,
    messageCount: call.transcript?.length || 0,
    avgResponseTime: calculateAvgResponseTime(call.transcript),
    sentiment: analyzeSentiment(call.transcript)
  };
}
function calculateAvgResponseTime(transcript) {
  if (!transcript || transcript.length < 2) return 0;
  let responseTimes = [];
  for (let i = 1; i < transcript.length; i++) {
    const current = new Date(transcript[i].timestamp);
    const previous = new Date(transcript[i-1].timestamp);
    responseTimes.push((current - previous) / 1000); // in seconds
  }
  return responseTimes.reduce((a, b) => a + b, 0) / responseTimes.length;
}

// Quality Assurance Review
async function performQAReview(callId) {
  const response = await fetch(`https://v2.heppu.ai/api/v1/calls/${callId}`, {
    headers: { 'x-api-key': 'YOUR_API_KEY' }
  });
  const { data: call } = await response.json();
  // QA metrics
  const metrics = {
    callId: call.id,
    agentName: call.agent.name,
    duration: call.duration,
    status: call.status,
    // Analyze transcript
    greetingUsed: checkGreeting(call.transcript),
    closingUsed: checkClosing(call.transcript),
    professionalLanguage: checkProfessionalism(call.transcript),
    resolutionProvided: call.summary?.includes('resolved') || false,
    // Timing metrics
    responseTime: calculateAvgResponseTime(call.transcript),
    callEfficiency: call.duration < 300 ? 'efficient' : 'lengthy',
    // Overall score
    score: calculateQAScore(call)
  };
  return metrics;
}
function checkGreeting(transcript) {
  if (!transcript || transcript.length === 0) return false;
  const firstMessage = transcript[0].content.toLowerCase();
  return firstMessage.includes('hello') || firstMessage.includes('hi');
}
function checkClosing(transcript) {
  if (!transcript || transcript.length === 0) return false;
  const lastMessage = transcript[transcript.length - 1].content.toLowerCase();
  return lastMessage.includes('thank') || lastMessage.includes('goodbye');
}

// Python: check_live_call_status
async function check_live_call_status(call_id) {
  const response = await fetch(`https://v2.heppu.ai/api/v1/calls/${call_id}`, {
    headers: { 'x-api-key': 'YOUR_API_KEY' }
  });
  const data = await response.json();
  const call = data['data'];
  if (call['liveRoomStatus'] && call['liveRoomStatus']['roomExists']) {
    console.log(`Call is active with ${call['liveRoomStatus']['numParticipants']} participants`);
    return { 'is_active': true, 'participants': call['liveRoomStatus']['numParticipants'] };
  }
  return { 'is_active': false, 'status': call['status'] };
}

// Python: monitor_active_call, "Poll call status every interval seconds until call completes"
async function monitor_active_call(call_id, interval = 5) {
  while (true) {
    const response = await fetch(`https://v2.heppu.ai/api/v1/calls/${call_id}`, {
      headers: { 'x-api-key': 'YOUR_API_KEY' }
    });
    const data = await response.json();
    const call = data['data'];
    console.log(`Status: ${call['status']}`);
    if (call['liveRoomStatus'] && call['liveRoomStatus']['roomExists']) {
      console.log(`Active participants: ${call['liveRoomStatus']['numParticipants']}`);
    }
    // Check if call is complete
    if (['completed', 'failed', 'cancelled', 'no_answer'].includes(call['status'])) {
      console.log(`Call ended. Duration: ${call['duration']} seconds`);
      console.log(`Summary: ${call['summary']}`);
      break;
    }
    await new Promise((resolve) => setTimeout(resolve, interval * 1000));
  }
}

// Python: extract_transcript_for_training, "Extract and format transcript for AI training"
async function extract_transcript_for_training(call_id) {
  const response = await fetch(`https://v2.heppu.ai/api/v1/calls/${call_id}`, {
    headers: { 'x-api-key': 'YOUR_API_KEY' }
  });
  const data = await response.json();
  const call = data['data'];
  if (!call['transcript'] || call['transcript'].length === 0) {
    return null;
  }
  // Format for training
  const formatted = {
    'call_id': call['id'],
    'agent_name': call['agent']['name'],
    'duration': call['duration'],
    'outcome': call['status'],
    'messages': call['transcript'].map((msg) => ({
      'role': msg['role'],
      'content': msg['content'],
      'timestamp': msg['timestamp']
    }))
  };
  return formatted;
}

export {
  analyzeCall,
  calculateAvgResponseTime,
  check_live_call_status,
  checkLiveCallStatus,
  extract_transcript_for_training,
  getCallTranscript,
  monitor_active_call,
  performQAReview,
};
