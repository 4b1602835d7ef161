namespace TWCManager.Core.Web;

/// <summary>Head and style of the page.</summary>
internal static class PageStyle
{
    internal const int PartCount = 7;

    internal static string Part(int part)
    {
        switch (part)
        {
            case 0:
                return "<!doctype html><html lang='en'><head><meta charset='utf-8'><meta name='viewport' content='width=device-width,initial-scale=1'>"
                    + "<meta name='color-scheme' content='light dark'><title>TWCManager</title><style>"
                    + ":root{--back:#f2f4f6;--card:#fff;--ink:#17212b;--dim:#5a6875;--line:#dbe1e6;--edge:#84919d;--sun:#966000;--car:#0f7f49;--grid:#2563c9;--house:#7a4fc4;"
                    + "--bad:#bf2626;--soft:#bfe3cf}"
                    + "@media(prefers-color-scheme:dark){:root{--back:#10161c;--card:#1a222a;--ink:#e6ecf1;--dim:#98a6b3;--line:#2e3943;--edge:#6b7986;--sun:#f0b040;"
                    + "--car:#3cc47f;--grid:#6fa3f5;--house:#b08cf0;--bad:#ff7a70;--soft:#24573e}}"
                    + "*{box-sizing:border-box}"
                    + "body{margin:0;background:var(--back);color:var(--ink);font:16px/1.45 system-ui,sans-serif}"
                    + "header{position:sticky;top:0;z-index:1;background:var(--card);border-bottom:1px solid var(--line)}"
                    + "header>div{display:flex;align-items:center;gap:.4rem;padding:.5rem .8rem;max-width:1100px;margin:auto}"
                    + "main{max-width:1100px;margin:auto;padding:.8rem}"
                    + "h2{font-size:1rem;margin:0 0 .5rem}"
                    + "p{margin:.3rem 0}";
            case 1:
                return "[hidden]{display:none!important}"
                    + ".dim{color:var(--dim)}"
                    + ".small,small{font-size:.85rem}"
                    + ".bad{color:var(--bad)}"
                    + ".good{color:var(--car)}";
            case 2:
                return ".pill{font-size:.75rem;padding:.1rem .4rem;border-radius:1rem;border:1px solid;color:var(--bad);overflow:hidden;text-overflow:ellipsis}"
                    + ".pill.good{color:var(--car)}"
                    + "nav{margin-left:auto;display:flex;flex:none;gap:.2rem}"
                    + "nav button{border:0;background:none;color:var(--dim);padding:.5rem .25rem}"
                    + "nav button.on{color:var(--ink);font-weight:600;box-shadow:0 2px var(--car);border-radius:0}"
                    + ".card{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:.8rem 1rem;margin:0 0 .8rem;min-width:0}"
                    + ".tiles{display:grid;grid-template-columns:repeat(3,1fr);gap:.6rem}"
                    + ".tiles div{min-width:0}"
                    + ".tiles b{display:block;font-size:clamp(1rem,4.7vw,1.25rem);white-space:nowrap;font-variant-numeric:tabular-nums}"
                    + ".row{display:flex;flex-wrap:wrap;gap:.6rem;align-items:end;margin:.5rem 0}"
                    + ".row>.grow,#charge button{flex:1 1 8rem}"
                    + "button{font:inherit;min-height:44px;padding:.4rem 1rem;border-radius:8px;border:1px solid var(--line);background:var(--card);"
                    + "color:var(--ink);cursor:pointer}";
            case 3:
                return "button.main{background:#0f7f49;border-color:#0f7f49;color:#fff;font-weight:600}"
                    + "button:disabled{opacity:.45;cursor:default}"
                    + "input,select{font:inherit;color:inherit;background:var(--back);border:1px solid var(--edge);border-radius:8px;padding:.45rem .6rem;"
                    + "min-height:44px;width:100%}";
            case 4:
                return "input[type=checkbox]{width:22px;height:22px;min-height:0;margin:0;flex:none;accent-color:#0f7f49}"
                    + "input.short{width:6rem}"
                    + ":focus-visible{outline:3px solid var(--grid);outline-offset:1px}"
                    + ".check{display:flex;gap:.6rem;align-items:center;margin:.3rem 0}"
                    + ".field{padding:.6rem 0;border-top:1px solid var(--line)}"
                    + ".field>b{display:block}"
                    + ".field>b::first-letter,.field .bad::first-letter{text-transform:uppercase}"
                    + ".field .in{display:flex;gap:.5rem;align-items:center;margin-top:.35rem;max-width:32rem}"
                    + ".days{flex-wrap:wrap;gap:.3rem .9rem!important}"
                    + ".in label{display:flex;gap:.35rem;align-items:center;white-space:nowrap}"
                    + "details.card{padding:.4rem 1rem}"
                    + "summary{font-weight:600;cursor:pointer;padding:.3rem 0}"
                    + ".bar{position:relative;height:14px;border-radius:7px;background:var(--line);overflow:hidden;margin:.45rem 0 .3rem}"
                    + ".bar i{position:absolute;top:0;bottom:0;left:0}"
                    + ".bar .offered{background:var(--soft)}"
                    + ".bar .drawn{background:var(--car)}"
                    + ".bar .confirmed{width:3px;background:var(--ink);margin-left:-3px}";
            case 5:
                return ".key{display:flex;flex-wrap:wrap;gap:.1rem 1rem}"
                    + ".key i{display:inline-block;width:.7rem;height:.7rem;border-radius:3px;margin-right:.35rem}"
                    + "#plot svg{display:block;width:100%}";
            default:
                return ".warn{border-left:5px solid var(--sun);background:var(--back);padding:.6rem .8rem;border-radius:6px;margin:.6rem 0}"
                    + "#save{position:sticky;bottom:.5rem;display:flex;gap:.8rem;align-items:center;box-shadow:0 2px 12px #0003}"
                    + "@media(min-width:820px){.tiles{grid-template-columns:repeat(6,1fr)}#status{display:grid;grid-template-columns:3fr 2fr;gap:0 .8rem;"
                    + "align-items:start}.wide{grid-column:1/-1}}"
                    + "@media(max-width:430px){header>div{gap:.3rem;padding:.5rem}header b,nav button{font-size:.85rem}}"
                    + "</style></head>";
        }
    }
}
