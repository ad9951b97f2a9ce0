/** Where a file's picture, re-encoded by the server, is shown from (H23). */
export function pictureAddress(src: string): string {
  return `${src}/picture`
}
