import account from './account.json' with { type: 'json' }
import admin from './admin.json' with { type: 'json' }
import common from './everywhere.json' with { type: 'json' }
import drafts from './drafts.json' with { type: 'json' }
import editor from './editor.json' with { type: 'json' }
import errors from './errors.json' with { type: 'json' }
import forum from './forum.json' with { type: 'json' }
import home from './home.json' with { type: 'json' }
import invitations from './invitations.json' with { type: 'json' }
import members from './members.json' with { type: 'json' }
import notifications from './notifications.json' with { type: 'json' }
import setup from './setup.json' with { type: 'json' }
import shell from './shell.json' with { type: 'json' }
import signIn from './sign-in.json' with { type: 'json' }
import spaces from './spaces.json' with { type: 'json' }

export const fr = {
  account,
  admin,
  common,
  drafts,
  editor,
  errors,
  forum,
  home,
  invitations,
  members,
  notifications,
  setup,
  shell,
  signIn,
  spaces,
}
