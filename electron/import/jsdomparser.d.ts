// The small document that comes with Readability; it has no types of its own.
declare module '@mozilla/readability/JSDOMParser.js' {
  export default class JSDOMParser {
    parse(html: string, url: string): ConstructorParameters<typeof import('@mozilla/readability').Readability>[0]
  }
}
