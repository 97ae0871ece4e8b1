// Runs only while building: 200.html is rendered once, and asks the browser for the sans font early; the serif of the headings
// follows when the page needs it.
import type { Handle } from '@sveltejs/kit/hooks';

export const handle: Handle = ({ event, resolve }) =>
  resolve(event, { preload: ({ type, path }) => type !== 'font' || path.includes('source-sans-3') });
