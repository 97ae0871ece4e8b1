// Pasted HTML before ProseMirror reads it. What may enter is decided by the schema, what may run by the CSP; this keeps the page's
// CSP from being tripped by every paste from an office program, and saves bold and italic from the style attributes that go (S10).

const ATTRIBUTE = /\s(on[\w-]+|style)\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi;
const BOLD = /font-weight\s*:\s*(bold|[6-9]00)/i;
const PLAIN = /font-weight\s*:\s*(normal|400)/i;
const ITALIC = /font-style\s*:\s*italic/i;

function cleanTag(tag: string): string {
  let kept = '';
  let isPlain = false;
  const bare = tag.replace(ATTRIBUTE, (_, name: string, value: string) => {
    if (name.toLowerCase() !== 'style') return '';
    if (BOLD.test(value)) kept += ' data-strong';
    if (ITALIC.test(value)) kept += ' data-em';
    isPlain ||= PLAIN.test(value);
    return '';
  });
  // what Google Docs copies stands in a <b> that is not bold
  const named = isPlain ? bare.replace(/^<b(?=[\s>])/i, '<span') : bare;
  return kept === '' ? named : named.replace(/\s*\/?>$/, `${kept}>`);
}

export const cleanPastedHtml = (html: string): string => html.replace(/<[a-z][^>]*>/gi, cleanTag);
