// Every call to the gateway is made here.

const SECONDS = 15;

export class GatewayError extends Error {
  constructor(words, status) {
    super(words);
    this.status = status;
  }
}

async function post(path, body) {
  let response;
  try {
    response = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(SECONDS * 1000),
    });
  } catch {
    throw new GatewayError("You seem to be offline. Check your connection, then send it again.", 0);
  }
  const reply = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new GatewayError(reply.error ?? "Something went wrong. Please send it again.", response.status);
  }
  return reply;
}

export const begin = () => post("/api/conversations", {});
export const judge = (conversation, judgement) => post("/api/feedback", { conversation, ...judgement });
export const ask = (conversation, text) => post("/api/messages", { conversation, text });
