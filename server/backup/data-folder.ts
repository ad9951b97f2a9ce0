import path from 'node:path'

/** The database's file under DATA_DIR. */
export function databaseFile(dataDir: string): string {
  return path.join(dataDir, 'plenary.sqlite')
}

/** Where uploaded files stand, by the hash of their bytes. */
export function blobName(sha256: string): string {
  return `files/${sha256.slice(0, 2)}/${sha256}`
}
