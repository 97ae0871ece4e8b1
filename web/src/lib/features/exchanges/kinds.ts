// Kinds of exchange in words.
import type { ExchangeDraft } from '@enlace/shared/model/exchange';
import { m } from '#lib/paraglide/messages.js';

type Kind = ExchangeDraft['kind'];

const NAMES: Readonly<Record<Kind, () => string>> = {
  high_level_technical_exchange: m.common_kind_high_level_technical_exchange,
  training_action: m.common_kind_training_action,
  study_visit: m.common_kind_study_visit,
  follow_up: m.common_kind_follow_up,
};

export const EXCHANGE_KINDS: readonly Kind[] = ['high_level_technical_exchange', 'training_action', 'study_visit', 'follow_up'];
export const tellExchangeKind = (kind: Kind): string => NAMES[kind]();
