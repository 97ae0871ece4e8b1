// A page of the documentation as text, for rights-page.support.ts; the test runner reads it.
declare module '*.md?raw' {
  const text: string;
  export default text;
}
