import { render } from 'preact';

const host = document.getElementById('console');
if (host !== null) render(<main />, host);
