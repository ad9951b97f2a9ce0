import type { Logger } from 'pino'
import type { Storage } from './storage.ts'
import { watchLog } from './wal-alarm.ts'

/** What Prometheus reads of the storage. */
export function storageGauges(storage: Pick<Storage, 'isHealthy' | 'logBytes'>) {
  return [
    {
      name: 'plenary_storage_healthy',
      help: '1 while the database can be written, else 0',
      read: () => (storage.isHealthy() ? 1 : 0),
    },
    {
      name: 'plenary_storage_wal_bytes',
      help: 'Bytes of the write-ahead log; over 268435456 something reads without end',
      read: () => storage.logBytes(),
    },
  ]
}

/** Says in the log when trouble begins, of what, and when it is over. Answers how to stop. */
export function watchStorage(storage: Storage, log: Logger): () => void {
  const stopHealth = storage.onHealth((isHealthy, cause) => {
    if (isHealthy) log.info('the database can be written again')
    else log.error({ cause }, 'the database cannot be written: nothing is stored until it can')
  })
  const stopAlarm = watchLog(storage, log)
  return () => {
    stopHealth()
    stopAlarm()
  }
}
