import type { MailWords, NoticeFacts } from './mail-words.ts'

const by = ({ who }: NoticeFacts) => who || 'Somebody'
const inSpace = ({ space }: NoticeFacts) => (space ? ` (${space})` : '')

const machine: Record<string, (name: string) => string> = {
  'administrator.marked': (name) => `${name} was given the mark of administrator on the machine.`,
  'signInLink.made': (name) => `A sign-in link for ${name} was made on the machine.`,
  'token.made': (name) => `An API token of ${name} was made.`,
}

const answers: Record<string, (facts: NoticeFacts) => string> = {
  'invitation.accepted': ({ title, space }) =>
    `The invitation of ${title} to “${space}” was accepted.`,
  'invitation.declined': ({ title, space }) =>
    `The invitation of ${title} to “${space}” was declined.`,
  'proposal.declined': ({ title, space }) =>
    `The chair’s office declined your proposal to invite ${title} to “${space}”.`,
}

export const en: MailWords = {
  greeting: (name) => `Dear ${name},`,
  link: {
    signIn: {
      subject: 'Your sign-in link',
      body: 'You asked for a link to sign in.',
      label: 'Sign in',
      ignore: 'If it was not you, ignore this message: nobody gets in without the link.',
    },
    confirm: {
      subject: 'Confirm your address',
      body: 'Please confirm that this address is yours. Until then you can read, post and edit only where you were invited.',
      label: 'Confirm my address',
      ignore: 'If you do not know what this is about, ignore this message.',
    },
    reset: {
      subject: 'Set a new password',
      body: 'You asked to set a new password.',
      label: 'Sign in and set a password',
      ignore: 'If it was not you, ignore this message: your password stays as it is.',
    },
  },
  worksUntil: (until) => `The link works once, until ${until}.`,
  notice: {
    mention: (facts) => `${by(facts)} mentioned you in “${facts.title}”${inSpace(facts)}.`,
    reply: (facts) => `${by(facts)} answered you in “${facts.title}”${inSpace(facts)}.`,
    quote: (facts) => `${by(facts)} quoted you in “${facts.title}”${inSpace(facts)}.`,
    agencyMention: (facts) =>
      `${by(facts)} mentioned your agency in “${facts.title}”${inSpace(facts)}.`,
    topic: (facts) => `${by(facts)} started “${facts.title}”${inSpace(facts)}.`,
    proposal: (facts) => `${by(facts)} proposes to invite ${facts.title} to “${facts.space}”.`,
    invitationAnswered: (facts) => answers[facts.event]?.(facts) ?? facts.title,
    administrator: (facts) => machine[facts.event]?.(facts.title) ?? facts.title,
    access: (facts) => `You now have access to the space “${facts.title}”.`,
  },
  open: 'Open it',
  digest: {
    subject: (count) => (count === 1 ? 'One thing for you' : `${count} things for you`),
    intro: (count) =>
      count === 1
        ? 'Since your last summary one thing has reached you.'
        : `Since your last summary ${count} things have reached you.`,
    more: (count) => `… and ${count} more.`,
  },
  security: {
    subject: 'About the security of your account',
    doubt:
      'If you do not know why, ask the chair’s office, and look through your sessions and tokens.',
    label: 'My account',
  },
  footer: {
    why: 'You get this because your account asks for mail when something reaches you.',
    change: 'Choose how often',
    end: 'End these messages',
  },
  stop: {
    title: 'End these messages',
    ask: (name) =>
      `${name}, shall Plenary send you no more mail about what reaches you? The bell goes on showing it.`,
    button: 'End them',
    done: 'Done. You get no more mail about what reaches you. In your account you can have it back.',
    unknown: 'This link does not work. In your account you can choose how often you get mail.',
    back: 'To Plenary',
  },
  masked: {
    link: '(the link is shown to its recipient only)',
    words: '(what it tells is shown to its recipient only)',
    invitation: (invitee) => `An invitation for ${invitee}.`,
    invitationSubject: 'Invitation to a space',
  },
}
