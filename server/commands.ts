import { backupCommands } from './backup/restored-service.ts'
import { demoCommands } from './features/demo/demo-service.ts'
import { attentionCommands } from './features/attention/attention-service.ts'
import { discussCommands } from './features/drafts/discuss-service.ts'
import { draftLogCommands } from './features/drafts/draft-log-service.ts'
import { orphanCommands } from './features/drafts/orphans-service.ts'
import { quarantineCommands } from './features/drafts/quarantine-service.ts'
import { draftCommands } from './features/drafts/drafts-service.ts'
import { versionCommands } from './features/drafts/versions-service.ts'
import { thinningCommands } from './features/drafts/versions-thinning.ts'
import { fileCommands } from './features/files/files-service.ts'
import { postDraftCommands } from './features/forum/post-drafts-service.ts'
import { postCommands } from './features/forum/posts-service.ts'
import { readingCommands } from './features/forum/reading-service.ts'
import { renderingCommands } from './features/forum/rendering-service.ts'
import { topicCommands } from './features/forum/topics-service.ts'
import { groupCommands } from './features/groups/groups-service.ts'
import { accountCommands } from './features/identity/account-service.ts'
import { linkCommands } from './features/identity/link-service.ts'
import { sessionCommands } from './features/identity/session-service.ts'
import { tokenCommands } from './features/identity/token-service.ts'
import { importCommands } from './features/import/import-term-service.ts'
import { answerCommands } from './features/invitations/answer-service.ts'
import { manageCommands } from './features/invitations/manage-service.ts'
import { sendCommands } from './features/invitations/send-service.ts'
import { setupCommands } from './features/setup/setup-service.ts'
import { categoryCommands } from './features/spaces/categories-service.ts'
import { spaceCommands } from './features/spaces/spaces-service.ts'
import { installationCommands } from './installation/installation-service.ts'
import { housekeepingCommands } from './jobs/housekeeping.ts'
import { jobCommands } from './jobs/job-commands.ts'
import { mailCommands } from './mail/mail-commands.ts'
import type { AnyCommand } from './storage/command.ts'

/**
 * Every command that the writer knows: the same list on both sides of the thread. Taken from the
 * services themselves, so that the writer thread loads no route, no express and no renderer.
 */
export const commands: AnyCommand[] = [
  installationCommands,
  accountCommands,
  sessionCommands,
  linkCommands,
  tokenCommands,
  setupCommands,
  groupCommands,
  spaceCommands,
  categoryCommands,
  sendCommands,
  manageCommands,
  answerCommands,
  fileCommands,
  topicCommands,
  postCommands,
  readingCommands,
  postDraftCommands,
  renderingCommands,
  draftCommands,
  versionCommands,
  thinningCommands,
  draftLogCommands,
  orphanCommands,
  quarantineCommands,
  discussCommands,
  importCommands,
  demoCommands,
  backupCommands,
  attentionCommands,
  jobCommands,
  housekeepingCommands,
  mailCommands,
].flatMap((ofFeature) => Object.values(ofFeature) as AnyCommand[])
