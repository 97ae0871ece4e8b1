// How a client of ours says so at the upgrade: `Sec-WebSocket-Protocol: enlace.1, ticket.<join ticket>`. The server answers `enlace.1`.
// A stock y-websocket client offers neither and gets no frame above 3. The ticket never travels in the URL (ASVS 14.2.1).
export const SUBPROTOCOL = 'enlace.1';
export const TICKET_PREFIX = 'ticket.';
