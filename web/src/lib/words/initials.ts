// Initials of a functional title: the first letters of its first two words that carry meaning.
const SMALL = new Set(['de', 'del', 'la', 'las', 'el', 'los', 'y', 'e', 'en', 'para', 'a', 'of', 'the', 'and', 'for', 'to', 'in']);

/** `Coordinación de Protección` → `CP`; one word gives its first two letters; nothing gives `·`. */
export function initialsOf(title: string): string {
  const words = title.split(/[\s/–—-]+/).filter((word) => word !== '' && !SMALL.has(word.toLowerCase()));
  const [first, second] = words;
  if (first === undefined) return '·';
  return (second === undefined ? first.slice(0, 2) : first.charAt(0) + second.charAt(0)).toUpperCase();
}
