// The one table of refusals: every expected "no" of every door, with its HTTP status, its WebSocket close code where a
// connection ends by it, whether trying again can help, and the words a person reads in both languages.
// y-websocket 3.1 takes 4400 to 4499 as final and reconnects after anything else (R1).

interface RefusalEntry {
  readonly status: number;
  readonly close?: number;
  readonly retry: boolean;
  readonly es: string;
  readonly en: string;
}

const TABLE = {
  // what was sent
  bad_request: {
    status: 400,
    close: 4400,
    retry: false,
    es: 'Faltan datos o hay datos que no se entienden. Revise lo marcado e intente de nuevo.',
    en: 'Something is missing or could not be understood. Check what is marked and try again.',
  },
  field_missing: { status: 400, retry: false, es: 'Escriba este dato.', en: 'Fill this in.' },
  field_invalid: { status: 400, retry: false, es: 'Este dato no es válido.', en: 'This is not valid.' },
  field_too_long: { status: 400, retry: false, es: 'El texto es demasiado largo.', en: 'The text is too long.' },
  body_too_large: {
    status: 413,
    close: 4413,
    retry: false,
    es: 'Lo enviado es demasiado grande. Divídalo en partes.',
    en: 'What was sent is too large. Split it into parts.',
  },
  not_json: { status: 415, retry: false, es: 'Esta dirección solo acepta JSON.', en: 'This address accepts JSON only.' },
  method_not_allowed: {
    status: 405,
    retry: false,
    es: 'Esta acción no existe en esta dirección.',
    en: 'This address does not offer that action.',
  },
  // who is asking
  signed_out: {
    status: 401,
    close: 4401,
    retry: false,
    es: 'Su acceso terminó. Entre de nuevo; lo que escribió sigue en este equipo.',
    en: 'You are signed out. Sign in again; what you typed is still on this device.',
  },
  wrong_credentials: {
    status: 401,
    retry: false,
    es: 'El correo o la contraseña no coinciden.',
    en: 'The e-mail or the password does not match.',
  },
  too_many_attempts: {
    status: 429,
    retry: true,
    es: 'Demasiados intentos. Espere {seconds} segundos e intente de nuevo.',
    en: 'Too many attempts. Wait {seconds} seconds and try again.',
  },
  origin_refused: {
    status: 403,
    close: 4403,
    retry: false,
    es: 'La petición viene de otro sitio y no se acepta. Abra Enlace desde su propia dirección.',
    en: 'The request comes from another site and is not accepted. Open Enlace at its own address.',
  },
  // may they
  forbidden: {
    status: 403,
    close: 4403,
    retry: false,
    es: 'Su función en este intercambio no permite hacer esto.',
    en: 'Your role in this exchange does not allow this.',
  },
  read_only: {
    status: 403,
    retry: false,
    es: 'Usted puede leer este documento, pero no escribir en él. Sus cambios no se guardaron.',
    en: 'You may read this document but not write in it. Your changes were not saved.',
  },
  comments_closed: {
    status: 403,
    retry: false,
    es: 'La presidencia cerró los comentarios de esta sesión.',
    en: 'The chair has closed comments for this session.',
  },
  not_found: {
    status: 404,
    close: 4404,
    retry: false,
    es: 'No existe, o usted no tiene acceso.',
    en: 'It does not exist, or you do not have access.',
  },
  // what it would do
  version_conflict: {
    status: 409,
    retry: false,
    es: 'Otra persona lo cambió antes. Vea el estado actual y decida.',
    en: 'Someone else changed it first. See how it stands now and decide.',
  },
  already_exists: { status: 409, retry: false, es: 'Ya existe.', en: 'It exists already.' },
  state_not_allowed: {
    status: 409,
    retry: false,
    es: 'En el estado actual no se puede hacer esto.',
    en: 'This cannot be done in the present state.',
  },
  last_coordinator: {
    status: 409,
    retry: false,
    es: 'El intercambio necesita al menos una persona coordinadora. Nombre a otra primero.',
    en: 'The exchange needs at least one coordinator. Name another one first.',
  },
  sessions_open: {
    status: 409,
    retry: false,
    es: 'Quedan sesiones sin cerrar. Ciérrelas o cancélelas primero.',
    en: 'Some sessions are still open. Close or cancel them first.',
  },
  observer_cannot_endorse: {
    status: 409,
    retry: false,
    es: 'Una institución observadora no puede respaldar.',
    en: 'An observer institution cannot endorse.',
  },
  // invitations, setup, passwords
  invitation_expired: {
    status: 410,
    retry: false,
    es: 'La invitación venció. Pida otra a quien le invitó.',
    en: 'The invitation has expired. Ask whoever invited you for another.',
  },
  invitation_used: {
    status: 410,
    retry: false,
    es: 'Esta invitación ya se usó. Entre con su correo y contraseña, o pida otra.',
    en: 'This invitation was already used. Sign in with your e-mail and password, or ask for another.',
  },
  setup_done: {
    status: 410,
    retry: false,
    es: 'La instalación ya se completó. Entre con su cuenta.',
    en: 'Setup is already complete. Sign in with your account.',
  },
  setup_link_invalid: {
    status: 410,
    retry: false,
    es: 'Este enlace de instalación no es válido o venció. Reinicie Enlace para obtener otro.',
    en: 'This setup link is not valid or has expired. Restart Enlace to get another.',
  },
  account_exists: {
    status: 409,
    retry: false,
    es: 'Ya hay una cuenta con este correo. Entre con ella.',
    en: 'There is already an account with this e-mail. Sign in with it.',
  },
  password_too_short: {
    status: 400,
    retry: false,
    es: 'La contraseña necesita al menos 15 caracteres. Una frase corta sirve.',
    en: 'The password needs at least 15 characters. A short sentence works.',
  },
  password_too_common: {
    status: 400,
    retry: false,
    es: 'Esa contraseña es muy conocida. Elija otra.',
    en: 'That password is widely known. Choose another.',
  },
  // documents on the wire
  inadmissible: {
    status: 422,
    close: 4422,
    retry: false,
    es: 'Un cambio no se pudo aceptar porque llegó dañado. Copie su texto y vuelva a abrir el documento.',
    en: 'A change could not be accepted because it arrived damaged. Copy your text and open the document again.',
  },
  out_of_order: {
    status: 409,
    close: 4500,
    retry: true,
    es: 'Faltaba una parte de los cambios; se está pidiendo de nuevo.',
    en: 'Part of the changes was missing; asking for it again.',
  },
  ticket_expired: {
    status: 410,
    close: 4501,
    retry: true,
    es: 'El permiso para abrir el documento venció; se está pidiendo otro.',
    en: 'The permit to open the document has expired; asking for another.',
  },
  document_wiped: {
    status: 410,
    close: 4409,
    retry: false,
    es: 'Este documento se retiró. La copia de este equipo se borra.',
    en: 'This document was withdrawn. The copy on this device is being erased.',
  },
  client_outdated: {
    status: 409,
    retry: false,
    es: 'Esta página es de una versión anterior. Puede leer; actualice la página para escribir.',
    en: 'This page is from an older version. You can read; reload the page to write.',
  },
  too_slow: {
    status: 503,
    close: 1013,
    retry: true,
    es: 'La conexión no alcanza a recibir los cambios. Se volverá a conectar.',
    en: 'The connection cannot keep up with the changes. It will reconnect.',
  },
  rate_limited: {
    status: 429,
    close: 4513,
    retry: true,
    es: 'Llegan demasiados cambios a la vez. Espere un momento.',
    en: 'Too many changes at once. Wait a moment.',
  },
  // the world
  unreachable: {
    status: 503,
    retry: true,
    es: 'No hay conexión con el servidor. Lo que escribió sigue en este equipo.',
    en: 'The server cannot be reached. What you typed is still on this device.',
  },
  storage_full: {
    status: 507,
    close: 1013,
    retry: true,
    es: 'El disco del servidor está lleno. Su texto sigue en este equipo y se enviará cuando haya espacio.',
    en: 'The server’s disk is full. Your text is still on this device and will be sent when there is room.',
  },
  storage_failed: {
    status: 503,
    close: 1013,
    retry: true,
    es: 'El servidor no puede guardar en este momento. Su texto sigue en este equipo.',
    en: 'The server cannot save at the moment. Your text is still on this device.',
  },
  shutting_down: {
    status: 503,
    close: 1012,
    retry: true,
    es: 'El servidor se está reiniciando. Se volverá a conectar.',
    en: 'The server is restarting. It will reconnect.',
  },
  busy: {
    status: 503,
    close: 1013,
    retry: true,
    es: 'El servidor está ocupado. Intente de nuevo en un momento.',
    en: 'The server is busy. Try again in a moment.',
  },
  internal: {
    status: 500,
    close: 1011,
    retry: true,
    es: 'Algo falló en el servidor. Lo que escribió no se perdió; intente de nuevo.',
    en: 'Something failed on the server. What you typed is not lost; try again.',
  },
} as const satisfies Record<string, RefusalEntry>;

export type RefusalCode = keyof typeof TABLE;

export const REFUSALS: Readonly<Record<RefusalCode, RefusalEntry>> = TABLE;

export const isRefusalCode = (value: unknown): value is RefusalCode => typeof value === 'string' && Object.hasOwn(TABLE, value);

/** The words for a person; `{seconds}` and the like are filled from `detail`. */
export function describeRefusal(code: RefusalCode, language: 'es' | 'en', detail: Readonly<Record<string, string | number>> = {}): string {
  return REFUSALS[code][language].replace(/\{(\w+)\}/g, (_, name: string) => String(detail[name] ?? ''));
}
