import type { Services } from '#server/services.ts'

/** What a command needs: the server's own, or what the tool opened itself. */
export type ToolServices = Pick<Services, 'config' | 'storage' | 'clock' | 'publicUrl'>

/** Words beside the result, as they come. */
export type Say = (words: string) => void
