// Rows that “Add another” makes are copies of a template. Django numbers their ids, but not what describes their fields
// to a screen reader, nor that of rows behind one that is taken away.
'use strict';
{
    const reference = /^(id_.+?-)(?:\d+|__prefix__)(-.+)$/;

    const describe = name => {
        for (const field of document.querySelectorAll(`[id^="id_${CSS.escape(name)}-"][aria-describedby]`)) {
            const number = field.id.slice(`id_${name}-`.length).split('-', 1)[0];
            const renumbered = id => id.replace(reference, `$1${number}$2`);
            const ids = field.getAttribute('aria-describedby').split(' ');
            field.setAttribute('aria-describedby', ids.map(renumbered).join(' '));
        }
    };

    for (const event of ['formset:added', 'formset:removed']) {
        // Later, because rows are numbered again only after it is told that one is gone.
        document.addEventListener(event, ({detail}) => setTimeout(describe, 0, detail.formsetName));
    }
}
