/** A template's text is Markdown, so that whoever translates it sees the document. */
export const englishTemplates = {
  minutes: `**Chair:**

**Present:**

## 1. Adoption of the agenda

The agenda was adopted.

## 2. First item

## 3. Any other business

## Decisions

-

## Action points

| No. | Action | Owner | Due |
| --- | --- | --- | --- |
| 1 |  |  |  |
`,
  proposal: `## Background

## Proposal

## What it asks of members

## Resources and timetable

## Decision requested
`,
  statement: `*Statement on behalf of the group*

## Opening

## Main points

-

## Closing
`,
  workingPaper: `## Purpose

## Background

## Options

1.
2.

## Points for discussion

-
`,
  note: `## In short

## Details

## Next steps
`,
  letter: `**To:**

**Subject:**

Dear colleague,

I have the honour to

Yours sincerely,
`,
  report: `## Summary

## Mandate and period

## Activities

## Results

| Activity | Result | Evidence |
| --- | --- | --- |
|  |  |  |

## Conclusions and recommendations
`,
  agenda: `**Date and place:**

1. Adoption of the agenda
2.
3. Any other business
`,
}

export type TemplateKind = keyof typeof englishTemplates
export type TemplateTexts = Readonly<Record<TemplateKind, string>>
