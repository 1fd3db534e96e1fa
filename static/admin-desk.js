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
        // Later, because rows are numbered again only after the event that says one is gone.
        document.addEventListener(event, ({detail}) => setTimeout(describe, 0, detail.formsetName));
    }
}

// Whoever leaves a page with something typed that is not sent is asked whether they mean it.
{
    const forms = 'body.change-form #content-main form[method="post"], body.desk-step form[method="post"], form[data-unsaved]';

    // Later, because Django's own scripts fill in fields while the page loads.
    window.addEventListener('load', () => setTimeout(() => {
        const form = [...document.querySelectorAll(forms)].find(one => one.id !== 'logout-form');
        if (!form) return;
        const said = () => new URLSearchParams(new FormData(form)).toString();
        const returned = form.hasAttribute('data-unsaved') || form.querySelector('.errornote') !== null;
        const opened = returned ? null : said();
        let sent = false;
        form.addEventListener('submit', event => { sent = !event.defaultPrevented; });
        window.addEventListener('pageshow', () => { sent = false; });
        window.addEventListener('beforeunload', event => { if (!sent && said() !== opened) event.preventDefault(); });
    }, 0));
}
