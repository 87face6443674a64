import Markup

extension Worksheet {
  /// For paper first. The paper's size is the printer's: nothing depends on whether it is A4 or
  /// Letter.
  static let style: HTML = """
    <style>
    @page { margin: 16mm 17mm 18mm; @bottom-right { content: counter(page) " / " counter(pages);
      font: 8pt sans-serif; color: #555 } }
    :root { color-scheme: light; --rule: #777 }
    body { margin: 0; color: #000; background: #fff;
      font: 10.5pt/1.45 "Noto Sans", "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC",
        "Microsoft YaHei", "WenQuanYi Micro Hei", sans-serif }
    article + article { break-before: page }
    header { break-inside: avoid; break-after: avoid; margin-bottom: 4mm;
      border-bottom: 1.5pt solid #000; padding-bottom: 3mm }
    h1 { font-size: 18pt; line-height: 1.2; margin: 1mm 0 2mm }
    p { margin: 1.2mm 0 }
    .kind { font-size: 9pt; margin: 0; letter-spacing: .03em }
    .facts { font-size: 9pt }
    .who { display: flex; gap: 5mm; margin: 5mm 0 0; font-size: 9.5pt }
    .who span { flex: 2; display: flex; border-bottom: .6pt solid var(--rule); height: 8mm;
      align-items: flex-end; padding-bottom: .5mm; white-space: nowrap }
    .who .wide { flex: 3 }
    .who b { margin-left: auto; font-weight: normal }
    .say { white-space: pre-line; orphans: 3; widows: 3 }
    .step:first-of-type { margin-top: 3mm }
    .step { position: relative; break-inside: avoid; padding: 2mm 0 2mm 9mm;
      border-top: .4pt solid #bbb }
    .step h2 { position: absolute; left: 0; top: 3.2mm; margin: 0; font-size: 11pt; line-height: 1.45 }
    .points { float: right; margin: 1.6mm 0 0 4mm; font-size: 8.5pt }
    .label { font-size: 9pt; margin: 1.6mm 0 .6mm; break-after: avoid }
    pre, code { font-family: "DejaVu Sans Mono", "Noto Sans Mono", Menlo, Consolas,
      "Noto Sans Mono CJK SC", monospace; font-size: 9.5pt }
    pre { margin: .6mm 0 1.6mm; padding: 1.2mm 2.5mm; border-left: 2pt solid #000;
      white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.4 }
    .rule { display: flex; align-items: flex-end; height: 8.5mm; margin: 0; font-size: 9pt }
    .rule span { margin-right: 2mm; white-space: nowrap; line-height: 1.1 }
    .rule::after { content: ""; flex: 1; border-bottom: .6pt solid var(--rule) }
    ul { margin: 1mm 0; padding-left: 5mm }
    li { margin: .8mm 0; break-inside: avoid }
    .choices { list-style: none; padding-left: 0 }
    .choices li { padding-left: 7mm; text-indent: -7mm }
    .choices p { text-indent: 0 }
    .box { display: inline-block; width: 3.4mm; height: 3.4mm; margin-right: 1.4mm;
      border: .8pt solid #000; vertical-align: -.5mm; font: bold 10pt/3.2mm sans-serif;
      text-indent: 0; text-align: center }
    .right { font-weight: bold }
    .why, .belief { font-size: 9.5pt; font-weight: normal; margin: .4mm 0 .8mm }
    .belief { font-style: italic }
    :lang(zh) .belief { font-style: normal }
    .learnt { break-inside: avoid; border-top: .4pt solid #bbb; padding-top: 2mm }
    .learnt h2 { font-size: 11pt; margin: 0 }
    @media screen {
      body { padding: 0 1rem }
      article { max-width: 46rem; margin: 2rem auto 4rem }
    }
    </style>
    """
}
