package org.rowback.history.report;

/// The looks of a report: no font, script or picture from elsewhere.
final class ReportStyle {
    static final String CSS =
            """
            :root{color-scheme:light dark;--bg:#fbfaf7;--ink:#1d2433;--soft:#667085;--line:#e4e2da;--card:#fff;--accent:#2b59c3;
            --ready:#157f5b;--kept:#8a5a00;--conflict:#b42318;--unprovable:#7a3e9d;--quiet:#667085;--bar:#c9cfdb}
            @media(prefers-color-scheme:dark){:root{--bg:#14171d;--ink:#e7e9ee;--soft:#98a2b3;--line:#2b3039;--card:#1b1f27;--accent:#7aa2ff;
            --ready:#4cc38a;--kept:#e0a84a;--conflict:#ff8b7e;--unprovable:#c99bf0;--quiet:#98a2b3;--bar:#3a4250}}
            *{box-sizing:border-box}body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
            main{max-width:1060px;margin:0 auto;padding:40px 24px 80px}h1{font-size:28px;line-height:1.2;margin:0 0 6px;letter-spacing:-.01em}
            h2{font-size:18px;margin:44px 0 12px;padding-top:14px;border-top:1px solid var(--line)}p{margin:8px 0}
            .lead{font-size:17px;max-width:72ch}.soft,small{color:var(--soft)}code,pre{font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
            code{overflow-wrap:anywhere;white-space:pre-wrap}pre{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:12px 14px;overflow:auto;white-space:pre-wrap}
            .tiles{display:flex;flex-wrap:wrap;gap:12px;margin:22px 0}.tile{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:12px 16px;min-width:130px}
            .tile b{display:block;font-size:26px;line-height:1.15;font-variant-numeric:tabular-nums}
            .READY{color:var(--ready)}.CONFLICT_BY_HISTORY,.CONFLICT_BY_VALUE{color:var(--kept)}.OPEN{color:var(--conflict)}.BY_USER{color:var(--accent)}.UNPROVABLE{color:var(--unprovable)}.NOTHING_TO_DO,.ALREADY_REVERTED{color:var(--quiet)}
            .WORKS,.proven{color:var(--ready)}.FAILS,.unknown{color:var(--conflict)}.NOTHING{color:var(--quiet)}.assumed{color:var(--kept)}.BLOCKED{color:var(--conflict)}
            .proof{border:1px solid currentColor;border-radius:99px;padding:0 8px;font-size:12px;white-space:nowrap}.tight td{padding:3px 12px 3px 0}.was code{color:var(--conflict)}.will code{color:var(--ready)}
            table{border-collapse:collapse;width:100%;margin:8px 0}th,td{text-align:left;vertical-align:top;padding:5px 12px 5px 0;border-bottom:1px solid var(--line)}
            th{font-weight:600;color:var(--soft);font-size:13px}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
            details{background:var(--card);border:1px solid var(--line);border-radius:8px;margin:8px 0;padding:8px 14px}summary{cursor:pointer}
            summary .no{display:inline-block;min-width:3.2em;color:var(--soft);font-variant-numeric:tabular-nums}.badge{border:1px solid var(--line);border-radius:4px;padding:0 5px;font-size:12px;color:var(--soft)}
            svg{display:block;width:100%;height:auto}.all{fill:var(--bar)}.sel{fill:var(--conflict)}svg text{fill:var(--soft);font-size:11px}
            .warn{border-left:3px solid var(--kept);padding:2px 0 2px 12px;margin:8px 0}.struck{text-decoration:line-through;color:var(--soft)}
            @media print{:root{color-scheme:light;--bg:#fff;--ink:#000;--soft:#555;--line:#ccc;--card:#fff;--ready:#0b5c40;--kept:#6b4500;--conflict:#8f1a12;--unprovable:#5b2d78;--quiet:#555;--bar:#bbb}body{font-size:12px;background:#fff;color:#000}main{max-width:none;padding:0}details{break-inside:avoid}summary{list-style:none}}
            """;

    private ReportStyle() {}
}
