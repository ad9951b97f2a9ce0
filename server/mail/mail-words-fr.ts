import type { MailWords, NoticeFacts } from './mail-words.ts'

const by = ({ who }: NoticeFacts) => who || 'Quelqu’un'
const inSpace = ({ space }: NoticeFacts) => (space ? ` (${space})` : '')

const machine: Record<string, (name: string) => string> = {
  'administrator.marked': (name) =>
    `La fonction d’administration a été donnée à ${name} sur la machine.`,
  'signInLink.made': (name) => `Un lien de connexion pour ${name} a été créé sur la machine.`,
  'token.made': (name) => `Un jeton d’API de ${name} a été créé.`,
}

const answers: Record<string, (facts: NoticeFacts) => string> = {
  'invitation.accepted': ({ title, space }) =>
    `L’invitation de ${title} dans « ${space} » a été acceptée.`,
  'invitation.declined': ({ title, space }) =>
    `L’invitation de ${title} dans « ${space} » a été déclinée.`,
  'proposal.declined': ({ title, space }) =>
    `Le bureau de la présidence n’a pas retenu votre proposition d’inviter ${title} dans « ${space} ».`,
}

export const fr: MailWords = {
  greeting: (name) => `Bonjour ${name},`,
  link: {
    signIn: {
      subject: 'Votre lien de connexion',
      body: 'Vous avez demandé un lien pour vous connecter.',
      label: 'Se connecter',
      ignore: 'Si ce n’était pas vous, ignorez ce message : personne n’entre sans le lien.',
    },
    confirm: {
      subject: 'Confirmez votre adresse',
      body: 'Veuillez confirmer que cette adresse est la vôtre. D’ici là, vous pouvez lire, publier et rédiger seulement là où vous avez été invité.',
      label: 'Confirmer mon adresse',
      ignore: 'Si vous ne savez pas de quoi il s’agit, ignorez ce message.',
    },
    reset: {
      subject: 'Choisir un nouveau mot de passe',
      body: 'Vous avez demandé à choisir un nouveau mot de passe.',
      label: 'Se connecter et choisir un mot de passe',
      ignore: 'Si ce n’était pas vous, ignorez ce message : votre mot de passe reste le même.',
    },
  },
  worksUntil: (until) => `Le lien sert une seule fois, jusqu’au ${until}.`,
  notice: {
    mention: (facts) => `${by(facts)} vous mentionne dans « ${facts.title} »${inSpace(facts)}.`,
    reply: (facts) => `${by(facts)} vous répond dans « ${facts.title} »${inSpace(facts)}.`,
    quote: (facts) => `${by(facts)} vous cite dans « ${facts.title} »${inSpace(facts)}.`,
    agencyMention: (facts) =>
      `${by(facts)} mentionne votre organisation dans « ${facts.title} »${inSpace(facts)}.`,
    topic: (facts) => `${by(facts)} ouvre « ${facts.title} »${inSpace(facts)}.`,
    proposal: (facts) => `${by(facts)} propose d’inviter ${facts.title} dans « ${facts.space} ».`,
    invitationAnswered: (facts) => answers[facts.event]?.(facts) ?? facts.title,
    administrator: (facts) => machine[facts.event]?.(facts.title) ?? facts.title,
    access: (facts) => `Vous avez désormais accès à l’espace « ${facts.title} ».`,
  },
  open: 'Ouvrir',
  digest: {
    subject: (count) => (count === 1 ? 'Une nouvelle pour vous' : `${count} nouvelles pour vous`),
    intro: (count) =>
      count === 1
        ? 'Depuis votre dernier résumé, une nouvelle vous est parvenue.'
        : `Depuis votre dernier résumé, ${count} nouvelles vous sont parvenues.`,
    more: (count) => `… et ${count} de plus.`,
  },
  security: {
    subject: 'Au sujet de la sécurité de votre compte',
    doubt:
      'Si vous ne savez pas pourquoi, demandez au bureau de la présidence, et vérifiez vos sessions et vos jetons.',
    label: 'Mon compte',
  },
  footer: {
    why: 'Vous recevez ce message parce que votre compte demande un courriel lorsqu’une nouvelle vous parvient.',
    change: 'Choisir la fréquence',
    end: 'Ne plus recevoir ces messages',
  },
  stop: {
    title: 'Ne plus recevoir ces messages',
    ask: (name) =>
      `${name}, Plenary doit-il cesser de vous écrire lorsqu’une nouvelle vous parvient ? La cloche continuera de l’afficher.`,
    button: 'Ne plus les recevoir',
    done: 'C’est fait. Vous ne recevrez plus de courriel à ce sujet. Dans votre compte, vous pouvez le rétablir.',
    unknown:
      'Ce lien ne fonctionne pas. Dans votre compte, vous pouvez choisir la fréquence des courriels.',
    back: 'Vers Plenary',
  },
  masked: {
    link: '(seul le destinataire voit le lien)',
    words: '(seul le destinataire voit de quoi il s’agit)',
    invitation: (invitee) => `Une invitation pour ${invitee}.`,
    invitationSubject: 'Invitation dans un espace',
  },
}
