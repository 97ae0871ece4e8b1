// Every bound of the system with its unit and its reason (R8). Beyond a bound: a refusal with a code, nothing lost.

/** Bytes of one HTTP body. The largest honest one is a comment or an invitation list. */
export const httpBodyBytesMax = 256 * 1024;
/** Bytes of one frame on the document socket: a first sync may carry a whole document. */
export const frameBytesMax = 5 * 1024 * 1024;
/** Bytes of one ordinary update; a large paste stays below, a first sync (step 2) may reach `frameBytesMax`. */
export const updateBytesMax = 1024 * 1024;
/** Bytes of a state vector: 4,000 writers of one document. */
export const stateVectorBytesMax = 64 * 1024;
/** Bytes of one awareness frame from a client: a cursor. */
export const awarenessBytesMax = 2 * 1024;
/** Bytes of one merged document in memory. About 2,000 pages of plain text. */
export const documentBytesMax = 32 * 1024 * 1024;
/** Bytes queued for one peer before it is marked stale and later resynced (R6). */
export const peerQueueBytesMax = 1024 * 1024;
/** How long a stale peer may stay stale before it is closed. */
export const peerStaleMs = 10_000;
/** Bytes admitted into a room but not yet durable; above it the room refuses until the store recovers (F21). */
export const roomPendingBytesMax = 64 * 1024 * 1024;
/** How deep nested types may go: a list in a table cell in a list is 9. */
export const documentDepthMax = 64;
/** How deep a plain value inside a document may go: the list of an agenda item's languages is 1. */
export const valueDepthMax = 16;
/** Yjs client ids are 32 bits. */
export const clientIdMax = 0xffff_ffff;
/** Yjs client ids that one connection may bind at first use: one for each earlier visit whose edits were never sent. */
export const clientIdsPerConnectionMax = 32;
/** Structs of one update; one per keystroke after days offline. */
export const updateStructsMax = 200_000;
/** Steps that the gate walks for one update to see whether its neighbours stand in order; beyond it a copy of the document decides. */
export const orderStepsMax = 500_000;
/** Updates of one connection that a copy of the document is made for; honest ones need it once in thousands. */
export const straighteningsPerSecond = 1;
export const straighteningsBurst = 20;
/** Clock advance of one client in one frame (F10). */
export const clockAdvanceMax = 1_000_000;
/** Document connections per account; a person with four devices and ten tabs. */
export const connectionsPerAccountMax = 64;
/** Connections in one room. */
export const connectionsPerRoomMax = 2_000;
/** Connections that may be in the handshake at once per remote address. */
export const pendingUpgradesPerAddressMax = 64;
/** How long a join ticket lives. */
export const joinTicketMs = 30_000;
/** Join tickets kept at once: every screen of the largest exchange reconnecting to a few documents. */
export const joinTicketsMax = 10_000;
/** Pauses between two attempts to append while the store fails: the first, and the longest. */
export const storeRetryMsMin = 50;
export const storeRetryMsMax = 2_000;
/** Frames and bytes that one connection may send: far above typing, enough for a first sync after days offline. */
export const connectionFramesPerSecond = 500;
export const connectionFramesBurst = 10_000;
export const connectionBytesPerSecond = 2 * 1024 * 1024;
export const connectionBytesBurst = 32 * 1024 * 1024;
/** Bytes received and not yet handled, beyond which a connection is not read from until they are. */
export const connectionInboxBytesMax = 6 * 1024 * 1024;
/** A writer whose updates arrive with something missing this often within the window is closed, and comes back in order (F4). */
export const gapsMax = 3;
export const gapsWindowMs = 10_000;
/** A connection from which nothing came for this long is dead; half of it is the time between two pings. */
export const connectionSilenceMs = 30_000;
/** Bytes of one awareness frame from a client that is read at all: stock clients send back what they hear of everybody. */
export const awarenessFrameBytesMax = 256 * 1024;
/** Least time between two states of one peer where nothing changed: others forget a peer after 30 s of silence. */
export const presenceRefreshMs = 15_000;
/** Entries of the log after the newest snapshot, beyond which an idle room's document gets a new one. */
export const compactAfterEntries = 500;
/** The same while people are in it, all day. */
export const compactLiveAfterEntries = 5_000;
/** How long a stop waits for the store before the sockets are closed anyway. */
export const drainMs = 5_000;
/** Least time between two presence frames of a room: 10 Hz. */
export const presenceIntervalMs = 100;
/** Least time between two full syncs that one connection asks for. */
export const fullSyncIntervalMs = 2_000;
/** How long a room stays in memory after its last peer left. */
export const roomIdleMs = 30_000;

/** Bytes of one Socket.IO event. */
export const liveEventBytesMax = 64 * 1024;
/** Live events of one screen: at once, and each second after. An honest one sends a handful when it opens and one a minute. */
export const liveEventsBurst = 60;
export const liveEventsPerSecond = 10;
/** Exchanges that one screen follows at once. */
export const watchedPerScreenMax = 20;
/** Live sockets per account: a person with four devices and ten tabs. */
export const screensPerAccountMax = 64;
/** Change records sent in one live event; beyond it the client refetches. */
export const changesPerEventMax = 500;

/** Characters. */
export const titleCharsMax = 300;
export const nameCharsMax = 200;
export const acronymCharsMax = 20;
export const commentCharsMax = 4_000;
export const quoteCharsMax = 1_000;
export const emailCharsMax = 254;
export const passwordCharsMin = 15;
export const passwordCharsMax = 256;
/** People invited in one request. */
export const invitationsPerRequestMax = 100;

/** An invitation link lives 72 hours (RELIABILITY §5); the first setup link 24 hours. */
export const invitationMs = 72 * 3_600_000;
export const setupLinkMs = 24 * 3_600_000;
/** A sign-in ends after 12 hours, or 2 hours without a sign of its person; on a device declared personal 30 days and 14 days. */
export const signInAbsoluteMs = 12 * 3_600_000;
export const signInIdleMs = 2 * 3_600_000;
export const personalSignInAbsoluteMs = 30 * 24 * 3_600_000;
export const personalSignInIdleMs = 14 * 24 * 3_600_000;
/** Least time between two notes that a sign-in's person is there. */
export const signInTouchMs = 60_000;
/** Guesses at a password: per account and address, and per address, within the window. */
export const attemptsPerAccountMax = 10;
export const attemptsPerAddressMax = 100;
export const attemptsWindowMs = 15 * 60_000;
/** Accounts and addresses whose guesses are remembered at once; beyond it the oldest go first. */
export const attemptKeysMax = 20_000;
/** Requests without a sign-in from one address: at once, and each second after. A whole meeting may sign in from behind one address. */
export const openRequestsBurst = 300;
export const openRequestsPerSecond = 10;
/** Addresses whose requests are counted at once; beyond it the oldest are forgotten. */
export const openAddressesMax = 20_000;
/** Passwords hashed at once and waiting (19 to 46 MiB each). */
export const hashesAtOnceMax = 2;
export const hashesWaitingMax = 50;

/** Least time between two notes that a member writes in a document. */
export const writingToldMs = 60_000;
/** Changes of an exchange listed at once. */
export const changesListedMax = 100;

/** Agenda: minutes of one item (a day), items of one exchange, days that have a start of their own. */
export const itemMinutesMax = 1_440;
export const agendaItemsMax = 1_000;
export const agendaDaysMax = 400;
/** Days with which a new agenda begins. An exchange may be longer, a project runs for years: its agenda begins without days. */
export const exchangeDaysMax = 60;
/** Days of an exchange that are shown and counted one by one; of a longer one those with items are shown. */
export const daysListedMax = 14;

/** One commit of the update log: writes, and bytes; what arrives beyond it goes with the next one. */
export const logGroupWritesMax = 2_000;
export const logGroupBytesMax = 8 * 1024 * 1024;
/** Bytes that wait for the disk, all documents together; beyond it an append fails at once. */
export const logPendingBytesMax = 256 * 1024 * 1024;
