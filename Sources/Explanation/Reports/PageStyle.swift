// SPDX-License-Identifier: Apache-2.0

/// The style sheet of pages.
enum PageStyle {
  static let text = Theme.properties + rules + Theme.rules

  private static let rules = """
    *{box-sizing:border-box}\
    html{color-scheme:light dark;-webkit-text-size-adjust:100%}\
    body{margin:0;background:var(--paper);color:var(--ink);line-height:1.6;\
    font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-size:1.0625rem}\
    main{max-width:46rem;margin:0 auto;padding:3rem 1.25rem 5rem}\
    h1{font-size:2.1rem;line-height:1.2;letter-spacing:-.015em;margin:0 0 .5rem;text-wrap:balance}\
    h2{font-size:1.45rem;line-height:1.3;margin:3.2rem 0 .8rem}\
    h3{font-size:1.15rem;line-height:1.4;margin:2.2rem 0 .6rem}\
    p,ul{margin:0 0 1.1rem}ul{padding-left:1.3rem}li{margin:.25rem 0}\
    .lead{font-size:1.2rem;color:var(--soft);line-height:1.5;margin-bottom:1.8rem}\
    a{color:var(--s0);text-underline-offset:.15em}a:focus-visible,summary:focus-visible,.scroll:focus-visible{\
    outline:2px solid var(--s0);outline-offset:3px}\
    nav ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.2rem 1.4rem;font-size:.95rem;\
    border-block:1px solid var(--grid);padding:.7rem 0}nav li{margin:0}\
    code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.88em}\
    code{background:var(--grid);padding:.1em .32em;border-radius:4px}\
    pre{background:var(--grid);padding:1rem 1.1rem;border-radius:8px;overflow-x:auto;line-height:1.5;margin:0 0 1.4rem}\
    pre code{background:none;padding:0}\
    .scroll{overflow-x:auto;margin:0 0 1.6rem}\
    table{border-collapse:collapse;min-width:100%;font-size:.95rem;font-variant-numeric:tabular-nums}\
    caption{text-align:left;color:var(--soft);padding:0 0 .5rem;font-size:.95rem}\
    th,td{text-align:left;padding:.42rem .9rem .42rem 0;border-bottom:1px solid var(--grid);vertical-align:baseline}\
    th{font-weight:400}thead th{font-weight:600;border-bottom:1.5px solid var(--line)}\
    .number{text-align:right;white-space:nowrap}th:last-child,td:last-child{padding-right:.2rem}\
    figure{margin:1.8rem 0 2.2rem}figure .plot{display:block;width:100%;height:auto;max-width:40rem;margin:0 auto}\
    figure .plot.narrow{display:none}@media screen and (max-width:32rem){figure .plot.wide{display:none}figure .plot.narrow{display:block}}\
    figcaption{color:var(--soft);font-size:.95rem;line-height:1.5;max-width:40rem;margin:.6rem auto 0}\
    figcaption code{font-size:.92em}\
    .data{margin-top:.3rem;font-size:.9rem}.data summary{cursor:pointer;width:max-content}\
    .data .scroll{max-height:20rem;margin:.5rem 0 0}.data table{font-size:.85rem}\
    .panels .heading{font-weight:600;margin:0 0 .3rem}\
    .panels .strip,.frames:not(.live) .strip{display:grid;gap:1.4rem 1rem;\
    grid-template-columns:repeat(auto-fit,minmax(min(100%,15rem),1fr))}\
    .panels .plot{max-width:24rem}\
    .legend{display:flex;flex-wrap:wrap;gap:.1rem 1.3rem;margin:0 0 .6rem;font-size:.9rem}\
    .legend>span{display:inline-flex;align-items:center;gap:.45rem}\
    figure .plot.key{width:24px;height:16px;margin:0;flex:none}\
    .control{display:flex;align-items:center;gap:.8rem;max-width:40rem;margin:0 auto .8rem;font-size:.95rem}\
    .control[hidden],.frame[hidden]{display:none}.control input{flex:1;accent-color:var(--s0)}\
    .control output{min-width:6rem;font-variant-numeric:tabular-nums}\
    .moment{margin:0 0 .2rem;font-size:.9rem;color:var(--soft)}.live .moment{display:none}\
    .aside,.verdict{border-left:4px solid var(--line);padding:.1rem 0 .1rem 1.1rem;margin:1.6rem 0}\
    .aside p,.verdict p{margin:.2rem 0}.aside{color:var(--soft)}\
    .verdict{background:color-mix(in srgb,var(--verdict) 9%,var(--paper));border-color:var(--verdict);\
    padding:.9rem 1.1rem;border-radius:0 8px 8px 0}\
    .confirmed{--verdict:var(--s2);--sign:"\\2713"}.refuted{--verdict:var(--s1);--sign:"\\2717"}\
    .incomplete{--verdict:var(--s4);--sign:"\\25D0"}\
    .verdict>strong::before{content:var(--sign) "\\00A0\\00A0";color:var(--verdict)}\
    .links{list-style:none;padding:0}.links li{padding:.9rem 0;border-bottom:1px solid var(--grid)}\
    .links a{font-weight:600;font-size:1.1rem}.links p{margin:.2rem 0 0;color:var(--soft)}\
    @media(max-width:36rem){body{font-size:1rem}main{padding:1.6rem 1rem 3rem}h1{font-size:1.65rem}\
    h2{margin-top:2.4rem}.lead{font-size:1.08rem}}\
    @media print{main{max-width:none;padding:0}nav,.data,.control{display:none}\
    figure,.verdict,tr{break-inside:avoid}h2,h3{break-after:avoid}a{color:inherit}}
    """
}
