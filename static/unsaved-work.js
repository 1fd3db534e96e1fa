// What is typed into a form is sent to the site every few seconds, and offered when the form is opened again.
'use strict';
{
    const PAUSE = 3_000; // milliseconds without a key
    const LARGEST_AT_THE_END = 60_000; // bytes that browsers send for a page that is gone

    window.addEventListener('load', () => setTimeout(() => {
        const place = document.querySelector('#unsaved-work');
        const form = place?.closest('form');
        if (!form || form.method !== 'post') return;
        const said = () => new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === 'string'));
        const opened = said().toString();
        const started = place.hasAttribute('data-typed') || form.querySelector('.errornote') !== null;
        let kept = started ? null : opened; // what the site has, or what it need not have
        let timer, request, sent = false;

        const send = async atTheEnd => {
            clearTimeout(timer);
            const fields = said(), now = fields.toString();
            if (sent || now === kept) return;
            if (now === opened && !started) fields.set('_reverted', '1');
            fields.set('_form', place.dataset.form);
            fields.set('_row', place.dataset.row);
            const before = kept;
            kept = now;
            request?.abort();
            request = new AbortController();
            const keepalive = atTheEnd && now.length < LARGEST_AT_THE_END;
            try {
                const answer = await fetch(place.dataset.address, {method: 'POST', body: fields, keepalive, signal: request.signal});
                const {typed_at: at, error} = answer.headers.get('Content-Type') === 'application/json' ? await answer.json() : {};
                if (!answer.ok) throw new Error(error || 'What you type cannot be kept for you at the moment: save it.');
                place.textContent = now === opened ? '' : `What you typed is kept for you, not saved (${at} UTC).`;
            } catch (failure) {
                if (failure.name === 'AbortError') return;
                kept = before;
                place.textContent = failure instanceof TypeError ? 'The site does not answer: what you type is not kept.' : failure.message;
            }
        };

        const later = () => { clearTimeout(timer); timer = setTimeout(send, PAUSE); };
        for (const event of ['input', 'change', 'formset:added', 'formset:removed']) document.addEventListener(event, later);
        document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') send(true); });
        window.addEventListener('pagehide', () => send(true));
        window.addEventListener('pageshow', () => { sent = false; });
        form.addEventListener('submit', event => {
            if (event.defaultPrevented) return;
            sent = true;
            clearTimeout(timer);
            request?.abort();
        });
    }, 0));
}
