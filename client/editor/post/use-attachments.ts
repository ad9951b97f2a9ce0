import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { AttachedFile } from '#shared/contracts/files.ts'

/** Bytes; the server refuses more. */
export const MAX_FILE = 50 * 1024 * 1024

export type Upload = (
  file: File,
  options: { onProgress: (share: number) => void; signal: AbortSignal },
) => Promise<AttachedFile>

/** A file beside a post: on its way, there, or refused with what was thrown. */
export interface Attachment {
  key: string
  name: string
  /** 0 to 1. */
  share: number
  file: AttachedFile | null
  /** `tooLarge`, or whatever the upload threw. */
  failure: unknown
}

export interface Attachments {
  list: Attachment[]
  isBusy: boolean
  add: (files: Iterable<File>) => void
  remove: (key: string) => void
  clear: () => void
}

/** The files of one composer. `onChange` gets those that are there, whenever they change. */
export function useAttachments(
  initial: readonly AttachedFile[],
  upload: Upload | undefined,
  onChange: (files: AttachedFile[]) => void,
): Attachments {
  const [list, setList] = useState<Attachment[]>(() => initial.map(arrived))
  const running = useRef(new Map<string, AbortController>())
  const tell = useEffectEvent(() => onChange(filesOf(list)))
  const ids = filesOf(list)
    .map((file) => file.id)
    .join()
  const told = useRef(ids)
  useEffect(() => {
    if (told.current === ids) return
    // Only when the files are others, not whenever a share has grown.
    told.current = ids
    tell()
  }, [ids])

  useEffect(() => {
    const controllers = running.current
    return () => {
      for (const controller of controllers.values()) controller.abort()
    }
  }, [])

  const change = (key: string, part: Partial<Attachment>) =>
    setList((all) => all.map((each) => (each.key === key ? { ...each, ...part } : each)))

  const send = async (key: string, file: File, start: Upload) => {
    const controller = new AbortController()
    running.current.set(key, controller)
    const onProgress = (share: number) => change(key, { share })
    try {
      change(key, { share: 1, file: await start(file, { onProgress, signal: controller.signal }) })
    } catch (failure) {
      // Shown beside the file's name; one that was removed meanwhile is not in the list.
      change(key, { failure })
    } finally {
      running.current.delete(key)
    }
  }

  const add = (files: Iterable<File>) => {
    if (upload === undefined) return
    for (const file of files) {
      const key = crypto.randomUUID()
      const failure = file.size > MAX_FILE ? 'tooLarge' : null
      setList((all) => [...all, { key, name: file.name, share: 0, file: null, failure }])
      if (failure === null) void send(key, file, upload)
    }
  }
  const remove = (key: string) => {
    running.current.get(key)?.abort()
    setList((all) => all.filter((each) => each.key !== key))
  }
  const isBusy = list.some((each) => each.file === null && each.failure === null)
  return { list, isBusy, add, remove, clear: () => setList([]) }
}

/** Those that have arrived. */
export function filesOf(list: readonly Attachment[]): AttachedFile[] {
  return list.flatMap(({ file }) => (file === null ? [] : [file]))
}

function arrived(file: AttachedFile): Attachment {
  return { key: file.id, name: file.name, share: 1, file, failure: null }
}
