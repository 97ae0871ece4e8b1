// What a sample exchange is made of, as plain data, and the few words in which its minutes are written down.
// exchange-a, exchange-b, exchange-c → this → write-sample. A session hangs on its point of the agenda.
import type { Marking } from '@enlace/shared/access/marking';
import type { Block } from '@enlace/shared/document/minutes/blocks';
import type { AgendaItemKind } from '@enlace/shared/model/agenda';
import type { ExchangeDraft, ExchangeState } from '@enlace/shared/model/exchange';
import type { SessionKind } from '@enlace/shared/model/session';
import type { Language } from '@enlace/shared/model/text';
import type { CivilDate, WallTime } from '@enlace/shared/model/time';
import type { PersonKey } from './accounts.ts';
import type { Both, InstitutionKey } from './institutions.ts';

type SpokenBlock = Omit<Extract<Block, { kind: 'statement' }>, 'speaker'> & { readonly speaker: InstitutionKey };
/** A block of minutes that names its speaker by key. */
type SampleBlock = Exclude<Block, { kind: 'statement' }> | SpokenBlock;
/** What stands below one heading of the template. */
export type Section = readonly SampleBlock[];

export interface SampleSession {
  /** `A1` to `A10`, `B1` to `B6`, `C1` to `C8` of DOMAIN §5.3; other names are sample values. */
  readonly code: string;
  readonly kind: SessionKind;
  /** Where it is not the title of its point of the agenda. */
  readonly title?: Both;
  readonly state: 'open' | 'in_progress' | 'closed';
  /** Empty: all delegations. */
  readonly participants: readonly InstitutionKey[];
  readonly chair?: PersonKey;
  readonly rapporteurs: readonly PersonKey[];
  readonly speakers?: readonly PersonKey[];
  readonly marking?: Marking;
  readonly writer: PersonKey;
  /** One for each heading of the template of its kind, in that order; a section left out stays as the template has it. */
  readonly minutes: readonly Section[];
}

export interface SampleItem {
  readonly day: number;
  readonly start: WallTime;
  readonly minutes: number;
  readonly title: Both;
  readonly kind: AgendaItemKind;
  readonly lead?: InstitutionKey;
  readonly room?: Both;
  readonly languages?: readonly Language[];
  readonly isPinned?: boolean;
  /** Compressible down to this many minutes. */
  readonly minMinutes?: number;
  readonly session?: SampleSession;
}

interface SampleComment {
  readonly on: string;
  readonly author: PersonKey;
  /** Words of the minutes that it is anchored to. */
  readonly quote: string;
  readonly body: string;
  readonly answer?: { readonly author: PersonKey; readonly body: string };
}

/** Days count from 0, the first day of its agenda. */
export interface SampleExchange
  extends Omit<ExchangeDraft, 'hostInstitutionId' | 'startsOn' | 'endsOn' | 'isSample' | 'title' | 'place' | 'marking'> {
  readonly title: Both;
  readonly place: Both;
  readonly host: InstitutionKey;
  /** Day 0: a date, or how many days before the day on which the sample is written. */
  readonly firstDay: string | { readonly daysAgo: number };
  /** What the sources say of its dates, or how many days from day 0. */
  readonly lasts: { readonly from: CivilDate; readonly to: CivilDate } | { readonly days: number };
  readonly state: ExchangeState;
  readonly people: readonly PersonKey[];
  /** Invited, and has not answered yet. */
  readonly invited: readonly PersonKey[];
  readonly items: readonly SampleItem[];
  readonly comments: readonly SampleComment[];
  /** A change of the agenda that somebody who may not edit it puts forward. */
  readonly proposals: readonly { readonly on: string; readonly author: PersonKey; readonly body: string }[];
}

export const GREEN: Marking = { tlp: 'GREEN', chr: false };
export const AMBER: Marking = { tlp: 'AMBER', chr: false };

/** A paragraph in Spanish and its counterpart in English. */
export const pair = (es: string, en: string): Section => [
  { kind: 'paragraph', text: es, lang: 'es' },
  { kind: 'paragraph', text: en, lang: 'en' },
];

export const list = (es: readonly string[], en: readonly string[], kind: 'bullets' | 'numbered' = 'bullets'): Section => [
  { kind, items: es, lang: 'es' },
  { kind, items: en, lang: 'en' },
];

export const decided = (es: string, en: string): Section => [
  { kind: 'decision', text: es, lang: 'es' },
  { kind: 'decision', text: en, lang: 'en' },
];

/** Said in one language and recorded in both. */
export const said = (speaker: InstitutionKey, es: string, en: string): Section => [
  { kind: 'statement', speaker, text: es, lang: 'es' },
  { kind: 'statement', speaker, text: en, lang: 'en' },
];
