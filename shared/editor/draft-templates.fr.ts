import type { TemplateTexts } from './draft-templates.en.ts'

export const frenchTemplates: TemplateTexts = {
  minutes: `**Présidence :**

**Présents :**

## 1. Adoption de l’ordre du jour

L’ordre du jour est adopté.

## 2. Premier point

## 3. Questions diverses

## Décisions

-

## Actions à mener

| N° | Action | Responsable | Échéance |
| --- | --- | --- | --- |
| 1 |  |  |  |
`,
  proposal: `## Contexte

## Proposition

## Ce qui est demandé aux membres

## Moyens et calendrier

## Décision attendue
`,
  statement: `*Déclaration au nom du groupe*

## Ouverture

## Points principaux

-

## Conclusion
`,
  workingPaper: `## Objet

## Contexte

## Options

1.
2.

## Points à examiner

-
`,
  note: `## En bref

## Précisions

## Suites à donner
`,
  letter: `**À :**

**Objet :**

Chère collègue, cher collègue,

J’ai l’honneur de

Veuillez agréer l’expression de ma considération distinguée.
`,
  report: `## Résumé

## Mandat et période

## Activités

## Résultats

| Activité | Résultat | Justificatif |
| --- | --- | --- |
|  |  |  |

## Conclusions et recommandations
`,
  agenda: `**Date et lieu :**

1. Adoption de l’ordre du jour
2.
3. Questions diverses
`,
}
