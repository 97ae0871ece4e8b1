// The whole web is rendered in the browser (decision 0007).
export const ssr = false;
export const prerender = false;
