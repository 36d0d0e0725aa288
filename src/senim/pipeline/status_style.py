"""How the status page looks: hairlines, two hues, no cards; the same tokens as the brief."""

from __future__ import annotations

STYLE = """
:root {
  color-scheme: light dark;
  --paper: #FFFFFF; --wash: #F3F6F8; --ink: #14202B; --ink2: #41505D; --main: #0A4F7E; --alt: #A34400;
  --main50: #4C8EBD; --rule: #CCD5DC;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #10171E; --wash: #19232C; --ink: #EDF2F5; --ink2: #BCC8D1; --main: #8CC8F2; --alt: #F5A862;
    --main50: #4A8DBE; --rule: #34424E;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--paper); color: var(--ink); font-size: 17px; line-height: 26px;
  font-family: "Segoe UI", "Noto Sans", Roboto, "Helvetica Neue", Arial, "DejaVu Sans", sans-serif;
}
main { max-width: 960px; margin: 0 auto; padding: 24px 24px 56px; overflow-wrap: anywhere; }
.masthead {
  display: flex; flex-wrap: wrap; justify-content: space-between; gap: 4px 24px; margin: 0 0 32px;
  border-bottom: 1px solid var(--rule); padding-bottom: 12px; color: var(--ink2); font-size: 15px;
}
h1 { font-size: 32px; line-height: 41px; margin: 0 0 8px; text-wrap: balance; }
h2 { font-size: 21px; line-height: 28px; margin: 48px 0 12px; }
h2 .also, dt .also { font-weight: 400; margin-left: 8px; }
.also, .small { color: var(--ink2); font-size: 15px; line-height: 22px; }
p { margin: 0 0 8px; text-wrap: pretty; }
p:not(.masthead) { max-width: 68ch; }
.result { font-weight: 700; font-size: 19px; line-height: 28px; }
.result.bad { border-left: 3px solid var(--alt); padding-left: 12px; }
pre {
  font: 14px/20px ui-monospace, "Cascadia Mono", Consolas, "DejaVu Sans Mono", monospace; margin: 8px 0;
  background: var(--wash); padding: 12px; white-space: pre-wrap;
}
dl { margin: 12px 0; }
dt { color: var(--ink2); font-size: 15px; line-height: 22px; }
dd { margin: 0 0 8px; }
ul { list-style: none; margin: 0; padding: 0; }
li { border-bottom: 1px solid var(--rule); padding: 8px 0; }
.at-work { border-top: 2px solid var(--ink); margin-top: 16px; }
a { color: var(--main); display: inline-block; min-height: 24px; }
a:focus-visible { outline: 3px solid var(--main); outline-offset: 2px; }
table { width: 100%; border-collapse: collapse; font-size: 15px; line-height: 22px; }
th, td { text-align: left; vertical-align: top; padding: 7px 16px 7px 0; }
tbody th, td { border-bottom: 1px solid var(--rule); }
thead th { color: var(--ink2); font-weight: 400; border-bottom: 2px solid var(--ink); }
tbody th { font-weight: 700; }
.runs tbody th { font-weight: 400; min-width: 7em; }
th .also, td .also, .at-work .also, .failures .also { display: block; font-weight: 400; }
.tasks tbody th { min-width: 8em; }
thead .number { white-space: normal; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.bars { width: 28%; padding-right: 0; }
time { white-space: nowrap; font-variant-numeric: tabular-nums; }
.bar { display: block; width: 100%; height: 8px; margin: 7px 0; }
.bar.whole { height: 12px; margin: 16px 0; }
.track { fill: var(--wash); }
.whole .track { stroke: var(--rule); }
.fill { fill: var(--main50); }
.whole .fill, .running .fill { fill: var(--main); }
.failed .fill { fill: none; stroke: var(--alt); stroke-width: 3; stroke-dasharray: 3 2; }
.open .fill { fill: none; stroke: var(--main50); stroke-width: 2; }
@media (max-width: 720px) {
  main { padding: 16px 16px 48px; }
  h1 { font-size: 25px; line-height: 33px; }
  h2 .also, dt .also { display: block; margin: 0; }
  .bars { display: none; }
  .number { padding-right: 0; }
  .runs time { white-space: normal; }
}
"""
