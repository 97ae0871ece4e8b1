// What two inputs hold, as the hub takes it: trimmed, the empty one left out.
import type { Bilingual } from '@enlace/shared/model/text';

export interface TwoInputs {
  es: string;
  en: string;
}

export function toBilingual({ es, en }: TwoInputs): { es?: string; en?: string } {
  return { ...(es.trim() === '' ? {} : { es: es.trim() }), ...(en.trim() === '' ? {} : { en: en.trim() }) };
}

export const fromBilingual = (text: Bilingual): TwoInputs => ({ es: text.es ?? '', en: text.en ?? '' });
