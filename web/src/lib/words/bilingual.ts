// What two inputs hold, as the hub takes it: trimmed, the empty one left out.
export interface TwoInputs {
  es: string;
  en: string;
}

export function toBilingual({ es, en }: TwoInputs): { es?: string; en?: string } {
  return { ...(es.trim() === '' ? {} : { es: es.trim() }), ...(en.trim() === '' ? {} : { en: en.trim() }) };
}
