/// The style of the page, for screens of any width, light and dark, and for paper.
enum HTMLStyle {
    static let sheet = """
        :root {
            color-scheme: light dark;
            --page: #ffffff; --panel: #f6f7f9; --line: #d5d9df; --text: #1b1f24; --quiet: #5c6570; --link: #0a58b8;
            --error: #b3261e; --warning: #8a5300; --info: #2b5f8f; --done: #4b6b52;
            --error-panel: #fdf0ef; --warning-panel: #fdf6e7; --info-panel: #f1f6fb;
            --old: #ffe3e0; --new: #d9f2df; --on-level: #ffffff;
        }
        @media screen and (prefers-color-scheme: dark) {
            :root {
                --page: #14171b; --panel: #1d2127; --line: #3a424c; --text: #e4e7eb; --quiet: #9aa4b0; --link: #7db5ff;
                --error: #ff8f85; --warning: #f0b65a; --info: #8fc1ee; --done: #9cc9a6;
                --error-panel: #2c1b1b; --warning-panel: #2a2317; --info-panel: #18222d;
                --old: #5b2522; --new: #1d4a2a; --on-level: #14171b;
            }
        }
        * { box-sizing: border-box; }
        body {
            margin: 0 auto; padding: 1.5rem clamp(1rem, 3vw, 2.5rem) 4rem; max-width: 76rem;
            background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif;
            overflow-wrap: anywhere;
        }
        h1 { font-size: 1.7rem; margin: 0 0 .75rem; }
        h2 { font-size: 1.35rem; margin: 2.5rem 0 .5rem; }
        h3 { font-size: 1.05rem; margin: 1.75rem 0 .5rem; }
        h4 { font-size: 1rem; margin: 0 0 .5rem; }
        h5 { font-size: .75rem; margin: 0 0 .15rem; color: var(--quiet); font-weight: 600; text-transform: uppercase; }
        p { margin: .35rem 0; }
        small { color: var(--quiet); font-size: .85rem; font-weight: 400; margin-left: .5rem; }
        a { color: var(--link); }
        code, .text, .compared td, .compared th.entry { font-family: ui-monospace, "DejaVu Sans Mono", monospace; }
        code { font-size: .88em; }
        del { background: var(--old); text-decoration: line-through; border-radius: 2px; }
        ins { background: var(--new); text-decoration: underline; border-radius: 2px; }
        .quiet { color: var(--quiet); }
        dl, dd, ul { margin: 0; }
        .versions div, .facts div, .legend div { display: flex; gap: .75rem; }
        .versions dt { color: var(--quiet); width: 2.5rem; }
        .numbers { display: flex; flex-wrap: wrap; gap: .75rem; list-style: none; padding: 0; margin: 1rem 0 .5rem; }
        .numbers li { border: 1px solid var(--line); border-radius: 8px; padding: .35rem .9rem; min-width: 7rem; }
        .numbers b { font-size: 1.5rem; margin-right: .25rem; }
        .numbers .none { color: var(--quiet); }
        .numbers .error { border-color: var(--error); color: var(--error); }
        .numbers .warning { border-color: var(--warning); color: var(--warning); }
        .numbers .info { border-color: var(--info); color: var(--info); }
        .first { border: 2px solid var(--error); border-radius: 8px; padding: .75rem 1.25rem 1rem; margin-top: 1.5rem; }
        .first h2 { margin: 0; }
        .first ul { padding-left: 1.2rem; }
        .first li { margin: .25rem 0; }
        .level {
            display: inline-block; border-radius: 4px; padding: 0 .45rem; font: 600 .75rem/1.5 system-ui, sans-serif;
            color: var(--on-level); text-decoration: none; vertical-align: .1em; white-space: nowrap;
        }
        .level.error { background: var(--error); }
        .level.warning { background: var(--warning); }
        .level.info { background: var(--info); }
        .level.accepted { background: var(--done); }
        .tag {
            display: inline-block; border: 1px solid var(--quiet); border-radius: 4px; padding: 0 .35rem;
            font: 600 .7rem/1.5 system-ui, sans-serif; vertical-align: .15em; white-space: nowrap;
        }
        .up { float: right; font-size: .85rem; }
        section.venue { border-top: 2px solid var(--line); margin-top: 2.5rem; }
        section.venue > h2 { margin-top: 1rem; }
        .finding {
            border: 1px solid var(--line); border-left: 6px solid var(--info); border-radius: 6px;
            padding: .7rem 1rem .6rem; margin: .75rem 0; scroll-margin-top: 1rem;
        }
        .finding.error { border-left-color: var(--error); background: var(--error-panel); }
        .finding.warning { border-left-color: var(--warning); background: var(--warning-panel); }
        .finding.accepted { border-left-color: var(--done); border-left-style: double; }
        .finding:target, tbody:target { outline: 3px solid var(--link); outline-offset: 2px; }
        .sides { display: grid; grid-template-columns: 1fr 1fr; gap: .75rem; margin: .4rem 0 .6rem; }
        .sides > div { background: var(--page); border: 1px solid var(--line); border-radius: 4px; padding: .4rem .6rem; }
        .text { margin: 0; font-size: .85rem; white-space: pre-wrap; }
        .why { max-width: 52rem; }
        .facts { font-size: .85rem; }
        .facts dt { color: var(--quiet); flex: none; width: 5rem; }
        table { border-collapse: collapse; width: 100%; }
        th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border: 1px solid var(--line); }
        thead th { background: var(--panel); font-size: .8rem; }
        .contents thead th { white-space: nowrap; }
        .contents .number { text-align: right; width: 5.5rem; }
        .contents th[scope="row"] { white-space: nowrap; }
        .contents td:last-child { font-size: .85rem; }
        .compared { table-layout: fixed; font-size: .83rem; }
        .compared th.entry { width: 25%; font-weight: 600; }
        .compared .what { width: 9rem; }
        .compared td.what, .label { font-family: system-ui, sans-serif; color: var(--quiet); }
        .compared thead th, .compared thead th.entry { font-family: system-ui, sans-serif; }
        .same th.entry { font-weight: 400; }
        .same td, .same th, .rest { color: var(--quiet); }
        .only th.entry { font-weight: 400; }
        .changed th.entry, .added th.entry, .removed th.entry { border-left: 4px solid var(--text); }
        .fact { margin-right: .9rem; }
        .links { display: block; margin-top: .15rem; }
        .links .level { font-size: .7rem; }
        footer { border-top: 2px solid var(--line); margin-top: 3rem; }
        footer h2 { margin-top: 1rem; font-size: 1.05rem; }
        .legend dt { flex: none; width: 6rem; }
        @media (max-width: 40rem) { .sides { grid-template-columns: 1fr; } }
        @media print {
            @page { margin: 14mm; }
            body { font-size: 10pt; padding: 0; max-width: none; }
            a { color: inherit; }
            .up { display: none; }
            .finding, tbody, .first li { break-inside: avoid; }
            h2, h3, h4 { break-after: avoid; }
            thead { display: table-header-group; }
            .level { color: #000; background: none !important; border: 1px solid #000; }
            del, ins { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        }
        """
}
