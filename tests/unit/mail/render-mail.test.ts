import { describe, expect, it } from 'vitest'
import { mailWords } from '#server/mail/mail-language.ts'
import { smtpSettings } from '#server/mail/mail-transport.ts'
import { type LinkedNotice, renderMail } from '#server/mail/render-mail.ts'

const notice: LinkedNotice = {
  id: 'notification1',
  kind: 'mention',
  event: 'post.written',
  actor: { personId: 'person1', name: 'A. Person', agency: null, isUnconfirmed: false },
  title: 'Tables & <b>tides</b>',
  excerpt: '"Quoted" <script>words</script>',
  spaceId: 'space1',
  spaceName: 'Tides',
  topicId: 'topic1',
  postNumber: 3,
  draftId: null,
  invitationId: null,
  at: 0,
  isRead: false,
  group: 'HC',
  beginsThread: false,
  url: 'https://plenary.example/topics/topic1#post-3',
}
const footed = {
  accountUrl: 'https://plenary.example/account',
  stopUrl: 'https://plenary.example/mail/stop/x',
}

describe('a letter', () => {
  it('says the same as text and as HTML, where nobody’s words become markup', () => {
    const mail = renderMail('notification', { ...footed, name: 'Reader', notice }, 'en')
    expect(mail.subject).toBe('Re: [HC] Tables & <b>tides</b>')
    expect(mail.text).toContain('A. Person mentioned you in “Tables & <b>tides</b>” (Tides).')
    expect(mail.text).toContain(footed.stopUrl)
    expect(mail.html).toContain('&quot;Quoted&quot; &lt;script&gt;words&lt;/script&gt;')
    expect(mail.html).not.toMatch(/<script|<b>/)
  })

  it('is in French for who reads French, and in English where the catalogue has no words yet', () => {
    const data = { name: 'Reader', url: 'https://plenary.example/link/x', until: 'noon' }
    expect(renderMail('signIn', data, 'fr').subject).toBe('Votre lien de connexion')
    expect(renderMail('signIn', data, 'ar').subject).toBe('Your sign-in link')
  })

  it('keeps a subject on one line, whatever a title holds', () => {
    const evil = { ...notice, title: 'One\r\nBcc: all@council.example' }
    const { subject } = renderMail(
      'notification',
      { ...footed, name: 'Reader', notice: evil },
      'en',
    )
    expect(subject).toBe('Re: [HC] One Bcc: all@council.example')
  })

  it('makes the address in an invitation a link, and leaves its other paragraphs as they are', () => {
    const body =
      'Dear colleague,\n\nOpen this link:\nhttps://plenary.example/invite/abc\n\nUntil June.\n'
    const mail = renderMail('invitation', { subject: 'Invitation', body }, 'en')
    expect(mail.html).toContain('<a href="https://plenary.example/invite/abc"')
    expect(mail.text).toBe(body)
  })

  it('has a sentence for every kind of notification, in each language', () => {
    const facts = {
      who: 'A. Person',
      title: 'Tables',
      space: 'Tides',
      event: 'invitation.accepted',
    }
    for (const language of ['en', 'fr']) {
      for (const [kind, sentence] of Object.entries(mailWords(language).words.notice)) {
        expect(sentence(facts), `${language} ${kind}`).toMatch(/Tables/)
      }
    }
  })

  it('groups a digest by space and says how many are left out', () => {
    const other = { ...notice, spaceName: 'Workspace', title: 'Where to begin' }
    const data = { ...footed, name: 'Reader', notices: [notice, other, notice], more: 4 }
    const mail = renderMail('digest', data, 'en')
    expect(mail.subject).toBe('7 things for you')
    expect(mail.text.match(/^(Tides|Workspace)$/gm)).toEqual(['Tides', 'Workspace'])
    expect(mail.text).toContain('… and 4 more.')
  })
})

it.each([
  ['smtp://mail.example:587', 'plenary@forum.example', 'smtp://mail.example:587'],
  [
    'smtp://who%40a.example:p@mail.example',
    'who@a.example',
    'smtp://who%40a.example:p@mail.example',
  ],
  ['smtp://who:p@mail.example?from=post@a.example', 'post@a.example', 'smtp://who:p@mail.example'],
])('SMTP_URL %s sends as %s', (smtpUrl, from, url) => {
  expect(smtpSettings(smtpUrl, 'forum.example')).toEqual({ from, url })
})
