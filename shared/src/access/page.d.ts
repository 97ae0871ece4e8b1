// A page of the documentation as text, for roles.test.ts; the test runner reads it.
declare module '*.md?raw' {
  const text: string;
  export default text;
}
