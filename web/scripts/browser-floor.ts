// Syntax and functions that Chrome and Edge 109, Firefox 115 or Safari 15.6 do not know, searched in the built output (UX §3.3).
// The build lowers syntax to the floor by itself; functions, and what CSS cannot lower, are found here.

interface Forbidden {
  readonly name: string;
  readonly pattern: RegExp;
}

const CSS: readonly Forbidden[] = [
  { name: 'oklch()', pattern: /oklch\(/ },
  { name: 'color-mix()', pattern: /color-mix\(/ },
  { name: '@starting-style', pattern: /@starting-style/ },
  { name: 'anchor-name', pattern: /anchor-name/ },
  { name: ':has() (not in Firefox 115)', pattern: /:has\(/ },
  { name: 'field-sizing', pattern: /field-sizing/ },
  { name: 'nesting', pattern: /[{;]\s*&/ },
  { name: '@container (not in Safari 15.6)', pattern: /@container/ },
  { name: 'dvh, svh, lvh (not in Safari before 15.4, Chrome before 108)', pattern: /\d(dvh|svh|lvh)\b/ },
  { name: '::backdrop custom properties', pattern: /::backdrop\{[^}]*var\(/ },
];

const JS: readonly Forbidden[] = [
  { name: 'Array.prototype.toSorted and the like', pattern: /\.(toSorted|toReversed|toSpliced)\(/ },
  { name: 'Object.groupBy', pattern: /\b(Object|Map)\.groupBy\b/ },
  { name: 'Promise.withResolvers', pattern: /Promise\.withResolvers/ },
  { name: 'Promise.try', pattern: /Promise\.try\(/ },
  { name: 'Set methods', pattern: /\.(isSubsetOf|isSupersetOf|isDisjointFrom|symmetricDifference)\(/ },
  { name: 'AbortSignal.any', pattern: /AbortSignal\.any/ },
  { name: 'Array.fromAsync', pattern: /Array\.fromAsync/ },
  { name: 'Intl.DurationFormat', pattern: /Intl\.DurationFormat/ },
  // its names in quotes are a serializer's tags
  { name: 'Temporal', pattern: /(?<!['"`])\bTemporal\.(Now|Instant|PlainDate|ZonedDateTime)/ },
  { name: 'URL.parse, URL.canParse', pattern: /\bURL\.(parse|canParse)\(/ },
  // `a && b.showPopover()` asks first whether there is such a thing
  { name: 'the popover attribute', pattern: /\s(popover|popovertarget)(=|>|\s)|(?<!&&\w{1,20})\.(show|hide|toggle)Popover\(/ },
  { name: 'iterator functions', pattern: /\.(values|keys|entries)\(\)\.(map|filter|take|drop|toArray|some|every|find)\(/ },
];

const nearChars = 40;

/** Each kind once, with the text around its first place. */
export function findForbidden(kind: 'css' | 'js', text: string): readonly { readonly name: string; readonly near: string }[] {
  return (kind === 'css' ? CSS : JS).flatMap(({ name, pattern }) => {
    const at = pattern.exec(text)?.index;
    return at === undefined ? [] : [{ name, near: text.slice(Math.max(0, at - nearChars), at + nearChars) }];
  });
}
