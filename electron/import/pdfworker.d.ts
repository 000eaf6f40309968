// The half of pdf.js that reads files comes without types: what pdfjs.ts says to it and hears from it.
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs' {
  export const WorkerMessageHandler: Readonly<{
    initializeFromPort(
      port: Readonly<{
        postMessage(message: unknown): void
        addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
      }>,
    ): void
  }>
}
