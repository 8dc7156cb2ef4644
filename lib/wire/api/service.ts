import { endpoint, unasked } from "./endpoint";

export const healthApi = endpoint({
  path: "/healthz",
  topic: "The server itself",
  methods: {
    GET: {
      summary: "The process alone: it answers, so it runs, and which build it is of",
      who: unasked("it tells that the process runs, to whoever restarts it when it does not"),
      answer: { mediaType: "text/plain", what: "ok; the build stands in Earshot-Build." },
    },
  },
});

export const readyApi = endpoint({
  path: "/readyz",
  topic: "The server itself",
  methods: {
    GET: {
      summary: "Whether to send people here; `degraded` names what is amiss all the same",
      who: unasked("a balancer asks, and learns no more than which of our parts is away"),
      answer: { mediaType: "application/json", what: "`status`: ready, draining or database_unavailable." },
      otherStatuses: { 503: "Not ready: `status` is draining or database_unavailable." },
    },
  },
});

export const openApiApi = endpoint({
  path: "/api/v1/openapi.json",
  topic: "The server itself",
  methods: {
    GET: {
      summary: "This description of the API",
      who: unasked("it holds nothing that is not in the public source, and tools that read it send no credentials"),
      answer: { mediaType: "application/json", what: "An OpenAPI 3.1 document." },
    },
  },
});
