"""Charts as inline HTML and SVG, made at build time.

Words stand in HTML, where they wrap, scale with the reader's font and are read out; marks stand in
SVG whose horizontal coordinates are per cent of its width. So one drawing is right at 320 px, on a
wide screen and on paper, without a script. Looks are classes (`assets/css/charts.css`). Every
function is pure and bounded: more than a page can show is folded, and the chart says so.
"""
