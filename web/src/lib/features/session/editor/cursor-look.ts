// How another person's cursor looks: caret with its label, avatars in the gutter. Classes only, no style attribute (CSP).

export interface CursorLook {
  /** `INM · Oficial de protección` */
  readonly label: string;
  readonly initials: string;
  /** Slot of the palette. */
  readonly hue: string;
}

/** More avatars than this in one paragraph become a number. */
const avatarsMax = 4;

function span(className: string, text = ''): HTMLSpanElement {
  const element = document.createElement('span');
  element.className = className;
  element.textContent = text;
  return element;
}

export function createCaret(look: CursorLook, how: { readonly isTyping: boolean; readonly isBelow: boolean }): HTMLElement {
  const caret = span(`peer-caret hue-${look.hue}${how.isTyping ? ' typing' : ''}${how.isBelow ? ' below' : ''}`);
  caret.setAttribute('aria-hidden', 'true');
  // word joiners keep the caret from becoming a place where the line may break
  caret.append('\u2060', span('peer-label', look.label), '\u2060');
  return caret;
}

export function createGutter(looks: readonly CursorLook[]): HTMLElement {
  const gutter = span('peer-gutter');
  gutter.setAttribute('aria-hidden', 'true');
  for (const look of looks.slice(0, avatarsMax)) {
    const avatar = span(`peer-avatar hue-${look.hue}`, look.initials);
    avatar.title = look.label;
    gutter.append(avatar);
  }
  if (looks.length > avatarsMax) gutter.append(span('peer-more', `+${looks.length - avatarsMax}`));
  return gutter;
}
