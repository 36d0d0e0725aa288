"""The look of the page about a failure: type, hairlines, two hues, light, dark and print."""

STYLE = """
:root {
  color-scheme: light dark;
  --paper: #FFFFFF; --wash: #F3F6F8; --ink: #14202B; --ink2: #41505D; --main: #0A4F7E; --alt: #A34400;
  --fill: #CFE3F1; --axis: #7B8894; --rule: #CCD5DC;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #10171E; --wash: #19232C; --ink: #EDF2F5; --ink2: #BCC8D1; --main: #8CC8F2; --alt: #F5A862;
    --fill: #1D4360; --axis: #738391; --rule: #34424E;
  }
}
* { box-sizing: border-box; }
html { overflow-wrap: anywhere; }
body {
  margin: 0; background: var(--paper); color: var(--ink); font-size: 17px; line-height: 26px;
  font-family: "Segoe UI", "Noto Sans", Roboto, "Helvetica Neue", Arial, "DejaVu Sans", sans-serif;
}
main { max-width: 1136px; margin: 0 auto; padding: 24px 24px 56px; }
header { display: flex; flex-wrap: wrap; gap: 4px 24px; justify-content: space-between;
  border-bottom: 1px solid var(--rule); padding-bottom: 12px; font-size: 15px; line-height: 24px; }
header p, header ul { margin: 0; }
header ul { list-style: none; padding: 0; display: flex; gap: 24px; }
header a { display: inline-block; min-height: 24px; }
.question { margin: 24px 0 4px; color: var(--ink2); font-size: 15px; line-height: 22px; }
h1 { margin: 0 0 16px; font-size: 32px; line-height: 41px; max-width: 960px; text-wrap: balance; }
.option { white-space: nowrap; }
h1 b, .whole { display: inline-block; max-width: 100%; }
h2 { margin: 56px 0 16px; font-size: 26px; line-height: 34px; text-wrap: balance; }
h3 { margin: 32px 0 8px; font-size: 19px; line-height: 26px; }
p { text-wrap: pretty; max-width: 68ch; }
.lead { margin: 0; max-width: 960px; font-size: 18px; line-height: 28px; }
.strip { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 24px 30px; margin: 32px 0 0; }
.strip div { border-top: 2px solid var(--ink); padding-top: 12px; }
.strip h2 { margin: 0 0 4px; font-size: 16px; line-height: 22px; }
.strip p { margin: 0 0 8px; font-size: 16px; line-height: 24px; }
.others { background: var(--wash); margin: 40px -20px 0; padding: 20px; display: grid;
  grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 24px 48px; }
.others h2 { margin: 0 0 8px; font-size: 21px; line-height: 28px; }
.others p { margin: 0 0 8px; }
a { color: var(--main); }
a:focus-visible, pre:focus-visible { outline: 3px solid var(--main); outline-offset: 2px; }
code, pre { font-family: ui-monospace, "Cascadia Mono", Consolas, "DejaVu Sans Mono", monospace; }
code { font-size: .94em; }
pre { margin: 0; padding: 12px 16px; background: var(--wash); font-size: 14px; line-height: 20px;
  white-space: pre-wrap; max-width: 960px; }
ol.code { list-style: none; counter-reset: line; margin: 0; padding: 12px 0; background: var(--wash);
  max-width: 960px; font-size: 14px; line-height: 20px; }
ol.code li { counter-increment: line; display: flex; padding: 0 16px 0 0;
  border-left: 3px solid transparent; }
ol.code li::before { content: counter(line); flex: 0 0 48px; padding-right: 16px; text-align: right;
  color: var(--ink2); font-variant-numeric: tabular-nums; }
ol.code code { font-size: 14px; white-space: pre-wrap; min-width: 0; }
ol.code li.stopped { border-left-color: var(--ink); font-weight: 700; }
.note { margin: 8px 0 0; color: var(--ink2); font-size: 14px; line-height: 20px; }
table { border-collapse: collapse; width: 100%; max-width: 960px; font-size: 15px; line-height: 22px; }
th, td { text-align: left; vertical-align: top; padding: 6px 16px 6px 0;
  border-bottom: 1px solid var(--rule); }
th { font-weight: 700; overflow-wrap: normal; }
figure { margin: 8px 0 16px; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
tr.stopped td { font-weight: 700; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 4px 24px; margin: 0;
  font-size: 15px; line-height: 22px; }
dt { color: var(--ink2); }
dd { margin: 0; font-variant-numeric: tabular-nums; }
svg { display: block; max-width: 100%; height: auto; }
svg text { font-size: 13px; fill: var(--ink2); font-variant-numeric: tabular-nums; }
.grid { stroke: var(--rule); } .axis { stroke: var(--axis); }
.area { fill: var(--fill); } .curve { fill: none; stroke: var(--main); stroke-width: 2; }
.cap { stroke: var(--alt); stroke-width: 2; stroke-dasharray: 6 4; }
svg text.cap-word { fill: var(--alt); paint-order: stroke; stroke: var(--paper); stroke-width: 5px; }
.w288 { display: none; }
@media (max-width: 719px) {
  main { padding: 16px 16px 40px; }
  h1 { font-size: 25px; line-height: 33px; }
  h2 { font-size: 22px; line-height: 29px; margin-top: 40px; }
  .strip, .others { grid-template-columns: minmax(0, 1fr); }
  .others { margin: 32px -16px 0; padding: 16px; }
  .w720 { display: none; }
  .w288 { display: block; width: 100%; max-width: 400px; }
  th, td { padding-right: 10px; }
  ol.code li::before { flex-basis: 36px; padding-right: 10px; }
}
@media print {
  :root {
    color-scheme: light; --paper: #FFFFFF; --wash: #FFFFFF; --ink: #14202B; --ink2: #41505D; --main: #0A4F7E;
    --alt: #A34400; --fill: #CFE3F1; --axis: #7B8894; --rule: #CCD5DC;
  }
  @page { size: A4; margin: 16mm; }
  body { font-size: 10pt; line-height: 14pt; }
  main { padding: 0; }
  header ul { display: none; }
  h1 { font-size: 17pt; line-height: 22pt; }
  h2 { font-size: 13pt; line-height: 17pt; margin-top: 18pt; break-after: avoid; }
  h3 { margin: 14pt 0 4pt; font-size: 11pt; line-height: 15pt; break-after: avoid; }
  .others h2 { font-size: 12pt; line-height: 16pt; }
  .lead, .strip p, dl, table, .strip h2 { font-size: 10pt; line-height: 14pt; }
  pre, ol.code, ol.code code, .note { font-size: 8.5pt; line-height: 12pt; }
  pre, ol.code { border: 1px solid var(--rule); }
  .others { margin: 18pt 0 0; padding: 8pt 0; border-top: 1px solid var(--rule);
    border-bottom: 1px solid var(--rule); }
  figure, tr, pre, ol.code, dl, .strip div, .others div { break-inside: avoid; }
}
"""
